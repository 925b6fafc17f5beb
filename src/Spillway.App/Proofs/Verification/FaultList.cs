using System.Collections.Immutable;

namespace Spillway.App.Proofs.Verification;

/// <summary>Faults as they come, up to a limit.</summary>
internal sealed class FaultList
{
    private readonly List<BundleFault> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public void Add(long fileLine, string place, string what)
    {
        if (_faults.Count < BundleVerification.MostFaults)
        {
            _faults.Add(new(fileLine, place, what));
        }
    }

    public void Add(in Leaf leaf, string what) => Add(leaf.FileLine, leaf.Place, what);

    /// <summary>Puts a fault before those of the same line: the cause before what follows from it.</summary>
    public void AddFirst(long fileLine, string place, string what) => _faults.Insert(0, new(fileLine, place, what));

    public ImmutableArray<BundleFault> Ordered() => [.. _faults.OrderBy(fault => fault.FileLine)];
}
