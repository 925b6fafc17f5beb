namespace Spillway.App.Proofs.Verification;

/// <summary>Looks at the leaves of a bundle in their order for one kind of fault.</summary>
internal interface IPartCheck
{
    /// <summary>Looks at the next leaf.</summary>
    void Take(in Leaf leaf, FaultList faults);

    /// <summary>Says what only shows at the end.</summary>
    /// <param name="fileLine">The line after the last leaf.</param>
    /// <param name="faults">Takes what is wrong.</param>
    void End(long fileLine, FaultList faults);
}
