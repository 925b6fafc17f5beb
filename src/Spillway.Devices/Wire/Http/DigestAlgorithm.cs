namespace Spillway.Devices.Wire.Http;

/// <summary>The hash of an HTTP digest, the weaker first.</summary>
public enum DigestAlgorithm
{
    /// <summary>MD5, as every machine's web server uses.</summary>
    Md5,

    /// <summary>SHA-256.</summary>
    Sha256,
}
