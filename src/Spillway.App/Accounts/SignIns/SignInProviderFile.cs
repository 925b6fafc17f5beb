using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spillway.Engine;

namespace Spillway.App.Accounts.SignIns;

/// <summary>Reads <c>openid.json</c> of the data folder. The secret stands in a file of its own or in the environment, never in it.</summary>
internal static class SignInProviderFile
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "openid.json";

    /// <summary>The environment's variable that may hold the secret.</summary>
    public const string SecretVariable = "SPILLWAY_OPENID_SECRET";

    private const int LongestFile = 64 * 1024;

    private static readonly JsonSerializerOptions _strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true,
    };

    /// <summary>The provider that is set up.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>The provider; <see cref="SignInProvider.None"/> where there is no file.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.BadProvider"/>.</exception>
    public static SignInProvider Read(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        if (!File.Exists(path))
        {
            return SignInProvider.None;
        }

        try
        {
            return Of(path, JsonSerializer.Deserialize<Settings>(Text(path), _strict) ?? throw new JsonException("It is empty."), dataFolder);
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Bad(path, fault.Message.ReplaceLineEndings(" "), fault);
        }
    }

    private static SignInProvider Of(string path, Settings settings, string dataFolder)
    {
        if (!Uri.TryCreate(settings.Authority, UriKind.Absolute, out var authority) || (authority.Scheme != Uri.UriSchemeHttps && !authority.IsLoopback))
        {
            throw Bad(path, $"authority: '{settings.Authority}' is no https address.");
        }

        var unknown = settings.Roles.Values.SelectMany(static roles => roles).FirstOrDefault(static role => role == Roles.Machine || role.Length == 0);
        if (settings.Roles.Count == 0 || unknown is not null || settings.ClientId.Length == 0 || settings.Name.Length == 0)
        {
            throw Bad(path, "name, client_id and roles must say something, and no person is a machine.");
        }

        var strength = new SignInStrength([.. settings.AcrValues ?? []], [.. settings.AmrValues ?? []]);
        if (settings.AcrValues is { Length: 0 } || settings.AmrValues is { Length: 0 } || strength.Classes.Concat(strength.Methods).Any(static one => one is not { Length: > 0 } || one.Any(char.IsWhiteSpace)))
        {
            throw Bad(path, "acr_values and amr_values: each is a list of at least one word without blanks, or not there.");
        }

        var secret = settings.ClientSecretFile is { } file ? Text(Path.Combine(dataFolder, file)).Trim() : Environment.GetEnvironmentVariable(SecretVariable);
        return new(
            settings.Name, authority, settings.ClientId, secret, settings.RoleClaim,
            settings.Roles.ToImmutableDictionary(static one => one.Key, static one => one.Value.ToImmutableArray(), StringComparer.Ordinal), strength);
    }

    private static string Text(string path) =>
        new FileInfo(path).Length <= LongestFile ? File.ReadAllText(path) : throw new IOException($"{path} is longer than {LongestFile} bytes.");

    private static RefusedException Bad(string path, string what, Exception? cause = null) => new(AccountErrors.BadProvider, $"{path}: {what}", cause);

    private sealed record Settings(
        string Name, string Authority, string ClientId, string RoleClaim, Dictionary<string, string[]> Roles, string? ClientSecretFile = null,
        string[]? AcrValues = null, string[]? AmrValues = null);
}
