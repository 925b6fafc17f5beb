using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Spillway.App.Accounts.Persons;

/// <summary>The secrets of authenticators as the file of accounts keeps them: sealed by the keys of the folder <c>console-keys</c>, which no backup
/// holds. Any thread.</summary>
/// <param name="protection">The framework's.</param>
internal sealed class SealedSeed(IDataProtectionProvider protection)
{
    // No sign of base 32, so that a secret of before, which stands there as it is, is told from a sealed one.
    private const string Mark = "sealed:";

    private readonly IDataProtector _protector = protection.CreateProtector("spillway.authenticators");

    /// <summary>Whether what is kept is sealed.</summary>
    /// <param name="kept">What is kept.</param>
    public static bool Is(string kept) => kept.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>A secret as it is kept.</summary>
    /// <param name="seed">The secret in base 32.</param>
    public string Seal(string seed) => Mark + _protector.Protect(seed);

    /// <summary>The secret of what is kept.</summary>
    /// <param name="kept">What is kept; one of before, which is not sealed, is the secret itself.</param>
    /// <returns>The secret in base 32; null where the keys that it was sealed with are gone.</returns>
    public string? Open(string kept)
    {
        if (!Is(kept))
        {
            return kept;
        }

        try
        {
            return _protector.Unprotect(kept[Mark.Length..]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
