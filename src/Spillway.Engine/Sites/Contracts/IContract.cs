using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>What a site agreed with somebody: facts only; what it comes to is worked out where money is settled.</summary>
public interface IContract
{
    /// <summary>The clause's name, once on a site.</summary>
    ContractId Id { get; }

    /// <summary>When it is in force.</summary>
    ContractTerm Term { get; }

    /// <summary>How each of its lines is rounded.</summary>
    ContractRounding Rounding { get; }
}
