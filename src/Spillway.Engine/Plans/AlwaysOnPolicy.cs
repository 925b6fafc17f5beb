using System.Collections.Immutable;

namespace Spillway.Engine.Plans;

/// <summary>Every group in normal mode, whatever the price: the baseline that curtailment is measured against.</summary>
public sealed class AlwaysOnPolicy : IPolicy
{
    private static readonly Reason _because = new(ReasonCode.AlwaysOn);

    /// <inheritdoc/>
    public string Name => "always-on";

    /// <inheritdoc/>
    public PolicyMemory? InitialMemory => null;

    /// <inheritdoc/>
    public PolicyAnswer Choose(PolicyMemory? memory, PolicyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var plan = ImmutableArray.CreateBuilder<PlannedMode>(question.Site.Loads.Length);
        foreach (var group in question.Site.Loads)
        {
            plan.Add(new(group.Id, group.NormalModeIndex, group.Machines, _because));
        }

        return new(null, plan.MoveToImmutable(), []);
    }
}
