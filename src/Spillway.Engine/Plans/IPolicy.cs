namespace Spillway.Engine.Plans;

/// <summary>A way of running a site. Pure: same memory and question, same answer, bit for bit.</summary>
/// <remarks>Called by one thread at a time. Implementations use + − × ÷ √ in a fixed order and nothing that could
/// differ between machines.</remarks>
public interface IPolicy
{
    /// <summary>The full text by which a person asked for it, such as <c>strike:price=80</c>.</summary>
    string Name { get; }

    /// <summary>What it remembers before the first interval; null for a policy without memory.</summary>
    PolicyMemory? InitialMemory { get; }

    /// <summary>Decides what each group should do in the coming interval.</summary>
    /// <param name="memory">What it asked to remember last time.</param>
    /// <param name="question">What is known and what is to be decided.</param>
    /// <returns>The wanted mode of every group.</returns>
    PolicyAnswer Choose(PolicyMemory? memory, PolicyQuestion question);
}
