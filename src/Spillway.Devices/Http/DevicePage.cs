using System.Collections.Immutable;
using System.Text;

namespace Spillway.Devices.Http;

/// <summary>What a device answered over HTTP.</summary>
/// <param name="Status">The status code, 200 to 299 or 400 to 599; a redirect never gets here.</param>
/// <param name="Body">The whole body, decompressed.</param>
/// <param name="Challenges">Its <c>WWW-Authenticate</c> lines.</param>
public sealed record DevicePage(int Status, ReadOnlyMemory<byte> Body, ImmutableArray<string> Challenges)
{
    private const int Ok = 200;
    private const int AfterOk = 300;
    private const int NoCredential = 401;
    private const int Forbidden = 403;
    private const int MostQuoted = 160;

    /// <summary>Whether it did what was asked.</summary>
    public bool IsOk => Status is >= Ok and < AfterOk;

    /// <summary>Whether it wants another credential.</summary>
    public bool IsUnauthorised => Status is NoCredential or Forbidden;

    /// <summary>The body's beginning on one line, for messages.</summary>
    public string Words
    {
        get
        {
            var text = Encoding.UTF8.GetString(Body.Span[..Math.Min(Body.Length, MostQuoted)]);
            return string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim();
        }
    }

    /// <summary>The fault that a page which is not <see cref="IsOk"/> stands for.</summary>
    /// <param name="asked">What was asked, for the message.</param>
    /// <returns>Unauthorised, unsupported for an address it does not have, else refused.</returns>
    public DeviceFault Fault(string asked) => Status switch
    {
        NoCredential or Forbidden => new(DeviceFaultKind.Unauthorised, $"{asked}: HTTP {Status}, the credential is missing or wrong."),
        404 or 405 or 501 => new(DeviceFaultKind.Unsupported, $"{asked}: HTTP {Status}, this firmware does not have it."),
        _ => new(DeviceFaultKind.Refused, $"{asked}: HTTP {Status}{(Words.Length == 0 ? "" : $" '{Words}'")}."),
    };
}
