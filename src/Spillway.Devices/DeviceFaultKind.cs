namespace Spillway.Devices;

/// <summary>Why a device gave no usable answer.</summary>
public enum DeviceFaultKind
{
    /// <summary>No connection: nobody listens there, or the network does not reach it.</summary>
    Unreachable,

    /// <summary>Connected, but the answer did not end in time or broke off.</summary>
    Late,

    /// <summary>It understood and said no.</summary>
    Refused,

    /// <summary>It asks for a credential, or refused the one it was given.</summary>
    Unauthorised,

    /// <summary>Bytes came that are not an answer of this protocol.</summary>
    Malformed,

    /// <summary>More bytes came than any such device sends.</summary>
    TooLarge,

    /// <summary>It sent the caller to another host, where the caller does not go.</summary>
    Redirected,

    /// <summary>It did not prove that it is the one that is meant; nothing was told it.</summary>
    Untrusted,

    /// <summary>Its firmware cannot do what was asked.</summary>
    Unsupported,
}
