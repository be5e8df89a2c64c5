using Adjoint.Cpu.Sampling;

namespace Adjoint.Tests.RandomNumbers;

[Collection(nameof(Alone))]
public class GeneratorTests
{
    [Fact]
    public void TheEngineIsTheMersenneTwisterOfTheStandard()
    {
        // ISO C++ [rand.predef]: the 10000th number of a default-constructed mt19937.
        var engine = new MersenneTwister(5489);
        for (var i = 1; i < 10000; i++) engine.Next32();
        Assert.Equal(4123659995, engine.Next32());
    }

    [Fact]
    public void WordsTakenTogetherAreThoseTakenOneByOne()
    {
        MersenneTwister one = new(7), many = new(7);
        for (var length = 1; length < 900; length += 37)
        {
            for (var rest = length; rest > 0;)
            {
                var words = many.Take(rest);
                foreach (var word in words) Assert.Equal(one.Next32(), word);
                rest -= words.Length;
            }
        }
    }

    [Fact]
    public void OneSeedGivesTheSameNumbersAgain()
    {
        var generator = new Generator(3);
        var first = Draw(generator);
        Assert.NotEqual(first, Draw(generator));
        Assert.Equal(first, Draw(generator.ManualSeed(3)));
        Assert.Equal(first, Draw(new Generator(3)));
        Assert.NotEqual(first, Draw(new Generator(4)));
        Assert.Equal(3, generator.Seed);
    }

    [Fact]
    public void AStateRemembersTheSecondNumberOfAPair()
    {
        var generator = new Generator(5);
        Tensor.Randn([3], generator: generator);
        var state = generator.GetState();
        var expected = Draw(generator);
        Assert.Equal(expected, Draw(new Generator().SetState(state)));
    }

    [Fact]
    public void AFreshStateIsAStateToo() => Assert.Equal(Draw(new Generator(6)), Draw(new Generator().SetState(new Generator(6).GetState())));

    [Fact]
    public void WhatIsNoStateIsRefusedAndChangesNothing()
    {
        var generator = new Generator(5);
        var state = generator.GetState();
        var expected = Draw(generator);
        generator.SetState(state);
        Assert.Throws<ArgumentException>(() => generator.SetState(Tensor.Zeros([5056], DType.UInt8)));
        Assert.Throws<ArgumentException>(() => generator.SetState(Tensor.Full([5056], 255, DType.UInt8)));
        Assert.Throws<ArgumentException>(() => generator.SetState(Tensor.Zeros([5056])));
        Assert.Throws<ArgumentException>(() => generator.SetState(Tensor.Zeros([100], DType.UInt8)));
        Assert.Equal(expected, Draw(generator));
    }

    [Fact]
    public void ManualSeedSeedsTheGeneratorOfTheProcess()
    {
        Assert.Same(Generator.Default, Tensor.ManualSeed(11));
        Assert.Equal(67280421310721, new Generator().Seed);
    }

    [Fact]
    public void ThreadsThatShareAGeneratorGetWholeDraws()
    {
        const int Draws = 200;
        var generator = new Generator(1);
        var drawn = new double[2 * Draws];
        using var start = new Barrier(2);
        var threads = new Thread[2];
        for (var t = 0; t < threads.Length; t++)
        {
            var first = t * Draws;
            threads[t] = new(() =>
            {
                start.SignalAndWait();
                for (var i = 0; i < Draws; i++) drawn[first + i] = Draw(generator);
            });
            threads[t].Start();
        }
        foreach (var thread in threads) thread.Join();

        // In whatever order they were made, the draws are those of one thread alone.
        var alone = new Generator(1);
        Assert.Equal(Enumerable.Range(0, 2 * Draws).Select(_ => Draw(alone)).Order(), drawn.Order());

        static double Draw(Generator generator) => Tensor.Zeros([1000]).FillExponential(1, generator).ToArray<float>().Sum();
    }

    [Fact]
    public void WhoDrawsWaitsForWhoeverIsDrawing()
    {
        var generator = new Generator(1);
        var thread = new Thread(() => Draw(generator));
        lock (generator.Gate)
        {
            thread.Start();
            Assert.False(thread.Join(20));
        }
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));
    }

    static float[] Draw(Generator generator) => Tensor.Randn([5], generator: generator).ToArray<float>();
}
