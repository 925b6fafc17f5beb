namespace Spillway.App.Api.Contract;

#pragma warning disable SA1402 // Forms of one answer stand together; a test reads real answers into them.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

/// <summary>Who has an account.</summary>
internal sealed record PersonList(IReadOnlyList<PersonRow> People);

/// <summary>An account in the list.</summary>
internal sealed record PersonRow(
    string Id, string Name, string? Email, IReadOnlyList<string> Roles, IReadOnlyList<string> Groups, string Standing, bool HasSecondFactor, string? SignedInAtUtc, int Sessions, string Tag);

/// <summary>What an account is to be.</summary>
internal sealed record PersonBody(string? Name, string? Email, IReadOnlyList<string> Roles, IReadOnlyList<string>? Groups);

/// <summary>The account that was changed.</summary>
internal sealed record PersonAnswer(string Id, System.Text.Json.Nodes.JsonObject? Second);

/// <summary>An invitation; the code is shown once.</summary>
internal sealed record InvitationAnswer(string Id, string Code, int GoodForHours, string Page, System.Text.Json.Nodes.JsonObject? Second);

/// <summary>Where the own account is signed in.</summary>
internal sealed record SessionList(IReadOnlyList<SessionRow> Sessions);

/// <summary>A session in the list.</summary>
internal sealed record SessionRow(string Id, bool IsThis, string Way, string Address, string Browser, string BeganAtUtc, string SeenAtUtc);

/// <summary>The session that ended.</summary>
internal sealed record EndedAnswer(string Ended);

/// <summary>A password.</summary>
internal sealed record PasswordBody(string Password);

/// <summary>A code of an authenticator.</summary>
internal sealed record CodeBody(string Code);
