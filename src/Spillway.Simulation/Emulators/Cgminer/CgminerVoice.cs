namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>How a firmware writes its answers.</summary>
/// <param name="Description">Its name, which every verdict carries.</param>
internal sealed record CgminerVoice(string Description)
{
    /// <summary>Whether keys stand in alphabetical order, sections too.</summary>
    public bool IsSorted { get; init; }

    /// <summary>Whether the comma between the two records of <c>stats</c> is missing, as bmminer's is up to 2018.</summary>
    public bool LosesComma { get; init; }

    /// <summary>Whether joined commands are known; the split firmware from 2020 on knows none.</summary>
    public bool KnowsJoins { get; init; } = true;
}
