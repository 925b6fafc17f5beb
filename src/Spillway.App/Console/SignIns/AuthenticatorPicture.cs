using QRCoder;

namespace Spillway.App.Console.SignIns;

/// <summary>The secret of an authenticator as a picture that apps read.</summary>
internal static class AuthenticatorPicture
{
    private const int PixelsOfAModule = 6;

    /// <summary>The picture as an address that holds it whole.</summary>
    /// <param name="site">The site, which the app shows.</param>
    /// <param name="name">The account.</param>
    /// <param name="key">The secret in base 32.</param>
    public static string Of(string site, string name, string key)
    {
        var issuer = Uri.EscapeDataString("Spillway " + site);
        using var made = QRCodeGenerator.GenerateQrCode($"otpauth://totp/{issuer}:{Uri.EscapeDataString(name)}?secret={key}&issuer={issuer}", QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(made);
        return "data:image/png;base64," + Convert.ToBase64String(picture.GetGraphic(PixelsOfAModule));
    }
}
