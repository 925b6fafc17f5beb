namespace Spillway.App.Api.Contract;

#pragma warning disable SA1402 // Forms of one answer stand together; a test reads real answers into them.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

/// <summary>Who has an account.</summary>
internal sealed record PersonList(IReadOnlyList<PersonRow> People);

/// <summary>An account in the list.</summary>
internal sealed record PersonRow(
    string Id, string Name, string? Email, IReadOnlyList<string> Roles, IReadOnlyList<string> Groups,
    [OneOf("open", "invited", "locked-out", "locked")] string Standing, bool HasSecondFactor, DateTimeOffset? SignedInAtUtc, int Sessions, string Tag);

/// <summary>What an account is to be.</summary>
internal sealed record PersonBody(IReadOnlyList<string> Roles, string? Name = null, string? Email = null, IReadOnlyList<string>? Groups = null);

/// <summary>The account that was changed.</summary>
internal sealed record PersonAnswer(string Id, SecondAnswer? Second = null);

/// <summary>An invitation; the code is shown once.</summary>
internal sealed record InvitationAnswer(string Id, string Code, int GoodForHours, string Page, SecondAnswer? Second = null);

/// <summary>Where the own account is signed in.</summary>
internal sealed record SessionList(IReadOnlyList<SessionRow> Sessions);

/// <summary>A session in the list.</summary>
internal sealed record SessionRow(string Id, bool IsThis, string Way, string Address, string Browser, DateTimeOffset BeganAtUtc, DateTimeOffset SeenAtUtc);

/// <summary>The session that ended.</summary>
internal sealed record EndedAnswer(string Ended);

/// <summary>How many other sessions ended.</summary>
internal sealed record EndedCount(int Ended);

/// <summary>What opens the own account.</summary>
internal sealed record AccountAnswer(bool HasPassword, bool HasAuthenticator, int RecoveryCodesLeft, bool IsProven, IReadOnlyList<PasskeyRow> Passkeys);

/// <summary>A passkey of the own account.</summary>
internal sealed record PasskeyRow(string Id, string Name, DateTimeOffset MadeAtUtc);

/// <summary>The secret of an authenticator.</summary>
internal sealed record AuthenticatorAnswer(string SecretBase32);

/// <summary>Recovery codes, shown once.</summary>
internal sealed record RecoveryCodesAnswer(IReadOnlyList<string> RecoveryCodes);

/// <summary>It is done, and there is nothing to say.</summary>
internal sealed record EmptyAnswer;

/// <summary>A password.</summary>
internal sealed record PasswordBody(string Password);

/// <summary>A code of an authenticator.</summary>
internal sealed record CodeBody(string Code);
