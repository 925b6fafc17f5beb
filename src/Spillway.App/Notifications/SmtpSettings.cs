using System.Globalization;
using System.Text.Json;
using MimeKit;
using Spillway.Engine;

namespace Spillway.App.Notifications;

/// <summary>The mail server. Its password is read when a message goes out, and never shown, logged or kept.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security"><c>none</c>, <c>starttls</c> or <c>tls</c>.</param>
/// <param name="From">The address that messages come from.</param>
/// <param name="User">Who signs in; null for nobody.</param>
/// <param name="Password">What opens it; null for nothing.</param>
public sealed record SmtpSettings(string Host, int Port, string Security, string From, string? User, string? Password)
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "smtp.json";

    private const string Prefix = "SPILLWAY_SMTP_";
    private const int UsualPort = 587;
    private const int MostBytes = 16 * 1024;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Without its password: what a person may see.</summary>
    /// <returns>The settings in one line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port} {Security} {From}");

    /// <summary>Reads the settings: the file, and over it the environment.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="environment">A variable of the environment by its name.</param>
    /// <returns>The settings; null where no host is given.</returns>
    /// <exception cref="RefusedException"><see cref="NotificationErrors.BadMail"/>; the message never has the password.</exception>
    public static SmtpSettings? Read(string dataFolder, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var path = Path.Combine(dataFolder, FileName);
        var file = File.Exists(path) ? Fields(path) : [];
        string? Of(string name) => environment(Prefix + name.ToUpperInvariant()) is { Length: > 0 } set ? set : file.GetValueOrDefault(name);

        if (Of("host") is not { Length: > 0 } host)
        {
            return null;
        }

        var port = int.TryParse(Of("port") ?? UsualPort.ToString(CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= ushort.MaxValue
            ? number : throw Bad("port: from 1 to 65535.");
        var security = Of("security") ?? "starttls";
        var from = Of("from") ?? "";
        return security is not ("none" or "starttls" or "tls") ? throw Bad($"security: '{security}' is none of none, starttls, tls.")
            : !MailboxAddress.TryParse(from, out _) ? throw Bad($"from: '{from}' is no mail address.")
            : Of("password") is not null && security == "none" ? throw Bad("security: a password goes over TLS alone.")
            : new(host, port, security, from, Of("user"), Of("password"));
    }

    private static Dictionary<string, string> Fields(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Owner) != 0)
            {
                throw Bad($"{path} has the rights {File.GetUnixFileMode(path)}: more than its owner may read it.");
            }

            if (new FileInfo(path).Length > MostBytes)
            {
                throw Bad($"{path} is larger than {MostBytes} bytes.");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.EnumerateObject().ToDictionary(static one => one.Name, static one => one.Value.ToString(), StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or ArgumentException)
        {
            // What a parser says may quote the text, and the text may hold the password.
            throw Bad($"{path}: {(fault is IOException or UnauthorizedAccessException ? fault.Message : "it is no JSON object of texts, each once")}.");
        }
    }

    private static RefusedException Bad(string what) => new(NotificationErrors.BadMail, what);
}
