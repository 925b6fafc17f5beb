using Spillway.App.Reconciliations;

namespace Spillway.App.Earnings;

/// <summary>A bill that was held against the desk's statement.</summary>
/// <param name="Period">Which days.</param>
/// <param name="Bill">The bill's name as it was sent.</param>
/// <param name="Reconciled">What was found.</param>
public sealed record ReconciledBill(MoneyPeriod Period, string Bill, BillReconciliation Reconciled);
