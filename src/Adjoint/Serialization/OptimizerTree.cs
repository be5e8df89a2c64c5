using System.Globalization;
using System.Text.Json;
using Adjoint.Optim;

namespace Adjoint.Serialization;

/// <summary>The state of an optimizer as the dictionaries PyTorch makes of it, and as tensors with notes.</summary>
internal static class OptimizerTree
{
    const string GroupsName = "param_groups";
    const string Prefix = "state.";

    /// <summary>PyTorch's dictionaries. Names with a number at the end are the elements of a list or tuple: <c>betas.0</c>.</summary>
    public static OrderedDictionary<string, object?> From(OptimizerState state)
    {
        var parameters = new OrderedDictionary<object, object?>();
        foreach (var (number, tensors) in state.State)
            parameters.Add((long)number, Nest(tensors.Select(tensor => (tensor.Key, (object)tensor.Value)), elements => elements));
        var groups = state.ParameterGroups.Select(group =>
        {
            var options = Nest(group.Options.Select(option => (option.Key, (object)option.Value)), elements => elements.ToArray());
            options.Add("params", group.Parameters.Select(number => (object?)(long)number).ToList());
            return (object?)options;
        }).ToList();
        return new() { ["state"] = parameters, [GroupsName] = groups };
    }

    /// <summary>What PyTorch's dictionaries say.</summary>
    public static OptimizerState Read(object? content, string path)
    {
        if (content is not OrderedDictionary<object, object?> root
            || root.GetValueOrDefault("state") is not OrderedDictionary<object, object?> states
            || root.GetValueOrDefault(GroupsName) is not List<object?> groups || !states.Keys.All(IsNumber))
            throw new InvalidDataException(
                $"{path}: not the state of an optimizer: it needs 'state' and '{GroupsName}', and has {TorchTree.Names(content)}.");
        var state = new OrderedDictionary<int, IReadOnlyDictionary<string, Tensor>>();
        foreach (var (number, values) in states)
        {
            var tensors = new OrderedDictionary<string, Tensor>();
            foreach (var (name, value) in Flatten(values)) AddTensor(tensors, name, value);
            state.Add((int)(long)number, tensors);
        }
        return new(state, [.. groups.Select(group => ReadGroup(group, path))]);
    }

    /// <summary>The tensors by name, for formats without dictionaries.</summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> Tensors(OptimizerState state) =>
        from parameter in state.State
        from tensor in parameter.Value
        select new KeyValuePair<string, Tensor>($"{Prefix}{parameter.Key}.{tensor.Key}", tensor.Value);

    /// <summary>The groups, as a note to those tensors.</summary>
    public static Dictionary<string, string> Metadata(OptimizerState state)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var group in state.ParameterGroups) Write(json, group);
            json.WriteEndArray();
        }
        return new() { [GroupsName] = System.Text.Encoding.UTF8.GetString(bytes.ToArray()) };
    }

    /// <summary>What a safetensors file with such tensors and notes says.</summary>
    public static OptimizerState Read(string path)
    {
        using var file = SafeTensorsFile.Open(path);
        if (!file.Metadata.TryGetValue(GroupsName, out var notes))
            throw new InvalidDataException($"{path}: not the state of an optimizer: there is no note '{GroupsName}'.");
        var states = new OrderedDictionary<int, IReadOnlyDictionary<string, Tensor>>();
        foreach (var entry in file.Entries)
        {
            if (entry.Name.Split('.', 3) is not ["state", var digits, var name]
                || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new InvalidDataException($"{path}: not the state of an optimizer: '{entry.Name}' is none of its tensors.");
            if (!states.TryGetValue(number, out var tensors)) states.Add(number, tensors = new OrderedDictionary<string, Tensor>());
            ((OrderedDictionary<string, Tensor>)tensors).Add(name, file.Load(entry.Name));
        }
        try
        {
            using var json = JsonDocument.Parse(notes);
            return new(states, [.. json.RootElement.EnumerateArray().Select(ReadGroup)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{path}: the note '{GroupsName}' is broken: {e.Message}", e);
        }
    }

    static bool IsNumber(object? value) => value is long and >= 0 and <= int.MaxValue;

    static OrderedDictionary<object, object?> Nest(IEnumerable<(string Name, object Value)> values, Func<List<object?>, object> collect)
    {
        var nested = new OrderedDictionary<object, object?>();
        var lists = new OrderedDictionary<string, List<object?>>();
        foreach (var (name, value) in values)
        {
            var dot = name.LastIndexOf('.');
            if (dot < 0 || !int.TryParse(name[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                nested.Add(name, value);
                continue;
            }
            if (!lists.TryGetValue(name[..dot], out var list)) lists.Add(name[..dot], list = []);
            while (list.Count < index) list.Add(null);
            list.Add(value);
        }
        foreach (var (name, list) in lists) nested.Add(name, collect(list));
        return nested;
    }

    static IEnumerable<(string Name, object? Value)> Flatten(object? values)
    {
        if (values is not OrderedDictionary<object, object?> dictionary) yield break;
        foreach (var (key, value) in dictionary)
        {
            var name = Convert.ToString(key, CultureInfo.InvariantCulture)!;
            if (value is not IReadOnlyList<object?> list) yield return (name, value);
            else for (var i = 0; i < list.Count; i++) yield return ($"{name}.{i}", list[i]);
        }
    }

    static void AddTensor(OrderedDictionary<string, Tensor> tensors, string name, object? value)
    {
        switch (value)
        {
            case Tensor tensor: tensors.Add(name, tensor); break;
            case double or long or bool: tensors.Add(name, Tensor.From(Number(value), value is long ? DType.Int64 : DType.Float64)); break;
        }
    }

    static ParameterGroupState ReadGroup(object? group, string path)
    {
        if (group is not OrderedDictionary<object, object?> options || options.GetValueOrDefault("params") is not List<object?> parameters
            || !parameters.All(IsNumber))
            throw new InvalidDataException($"{path}: a group of the optimizer has no 'params'.");
        var numbers = new OrderedDictionary<string, Scalar>();
        foreach (var (name, value) in Flatten(group))
        {
            if (value is double or long or bool && !name.StartsWith("params.", StringComparison.Ordinal)) numbers.Add(name, Number(value));
        }
        return new(numbers, [.. parameters.Select(number => (int)(long)number!)]);
    }

    static Scalar Number(object value) => value switch { double number => number, long number => number, _ => (bool)value };

    static void Write(Utf8JsonWriter json, ParameterGroupState group)
    {
        json.WriteStartObject();
        foreach (var (name, value) in group.Options)
        {
            if (value.DType == DType.Bool) json.WriteBoolean(name, value.ToInt64() != 0);
            else if (value.IsFloatingPoint) json.WriteString(name, value.ToDouble().ToString("R", CultureInfo.InvariantCulture));
            else json.WriteNumber(name, value.ToInt64());
        }
        json.WriteStartArray("params");
        foreach (var number in group.Parameters) json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Floating-point numbers are written as text, since JSON has no infinity and does not tell 1 from 1.0.
    static ParameterGroupState ReadGroup(JsonElement group)
    {
        var options = new OrderedDictionary<string, Scalar>();
        foreach (var option in group.EnumerateObject().Where(option => option.Name != "params"))
        {
            options.Add(option.Name, option.Value.ValueKind switch
            {
                JsonValueKind.String => double.Parse(option.Value.GetString()!, CultureInfo.InvariantCulture),
                JsonValueKind.Number => option.Value.GetInt64(),
                _ => option.Value.GetBoolean(),
            });
        }
        return new(options, [.. group.GetProperty("params").EnumerateArray().Select(number => number.GetInt32())]);
    }
}
