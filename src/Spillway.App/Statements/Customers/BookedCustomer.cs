using System.Collections.Immutable;
using Spillway.App.Statements.Books;
using Spillway.Units;

namespace Spillway.App.Statements.Customers;

/// <summary>What was booked of one hosted customer.</summary>
/// <param name="Contract">Its contract.</param>
/// <param name="Customer">Its name.</param>
/// <param name="Version">The version.</param>
/// <param name="Changes">What it changed.</param>
internal sealed record BookedCustomer(ContractId Contract, string Customer, BookVersion Version, ImmutableArray<ChangedLine> Changes);
