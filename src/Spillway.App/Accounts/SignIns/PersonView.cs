namespace Spillway.App.Accounts.SignIns;

/// <summary>A person in the list of people.</summary>
/// <param name="Id">The account's number.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address; null where none is kept.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Groups">The only groups that it may move; empty for the whole site.</param>
/// <param name="Standing">Whether it may sign in.</param>
/// <param name="HasSecond">Whether it has a passkey or an authenticator.</param>
/// <param name="SignedInAt">When it last signed in.</param>
/// <param name="Sessions">How many sessions it has.</param>
internal sealed record PersonView(
    string Id, string Name, string? Email, IReadOnlyList<string> Roles, IReadOnlyList<string> Groups, PersonStanding Standing, bool HasSecond, DateTimeOffset? SignedInAt, int Sessions)
{
    /// <summary>The tag of its roles, groups and address, for <see cref="Api.SeenTag"/>.</summary>
    public string Tag { get; } = Api.SeenTag.TagOf(new System.Text.Json.Nodes.JsonObject { ["email"] = Email, ["groups"] = string.Join(',', Groups), ["roles"] = string.Join(',', Roles) });
}
