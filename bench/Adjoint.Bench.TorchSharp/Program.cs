return Adjoint.Bench.BenchCommand.Create().Parse(args).Invoke();
