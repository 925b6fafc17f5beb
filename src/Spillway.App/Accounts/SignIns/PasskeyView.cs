namespace Spillway.App.Accounts.SignIns;

/// <summary>A passkey in a list.</summary>
/// <param name="Id">Its number in base 64.</param>
/// <param name="Name">What the person called it.</param>
/// <param name="MadeAt">When it was added.</param>
internal sealed record PasskeyView(string Id, string Name, DateTimeOffset MadeAt);
