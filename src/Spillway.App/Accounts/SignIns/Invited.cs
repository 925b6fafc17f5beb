using Spillway.App.Accounts.Seconds;

namespace Spillway.App.Accounts.SignIns;

/// <summary>Somebody was invited.</summary>
/// <param name="Id">The account's number.</param>
/// <param name="Code">The code that it is taken up with; shown once and kept nowhere.</param>
/// <param name="Second">The request that waits where the roles need another person; the account is there once it is signed. Null where it is.</param>
internal sealed record Invited(string Id, string Code, SecondRequest? Second);
