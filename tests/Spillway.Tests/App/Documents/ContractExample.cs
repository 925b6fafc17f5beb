using Spillway.Tests.Engine.Settlements.Clauses;

namespace Spillway.Tests.App.Documents;

/// <summary>One kind of contract on the page of contracts.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Meaning">What it is, in the field's words.</param>
/// <param name="Keys">The example's keys behind kind and id, one a line.</param>
/// <param name="Formula">What its lines are.</param>
/// <param name="Worked">What the example settles, in words.</param>
/// <param name="Ledger">What the example settles.</param>
/// <param name="Uncertain">What is not known or not done, one a bullet.</param>
internal sealed record ContractExample(
    string Kind,
    string Meaning,
    string Keys,
    string Formula,
    string Worked,
    Func<Ledger> Ledger,
    string Uncertain);
