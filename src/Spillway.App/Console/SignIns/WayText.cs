using Spillway.App.Accounts.SignIns;
using Spillway.App.Console.Texts;

namespace Spillway.App.Console.SignIns;

/// <summary>How a session was opened, in the reader's language.</summary>
internal static class WayText
{
    /// <summary>A way in words.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="way">The way as it is kept.</param>
    public static string Of(Reader reader, string way) => way switch
    {
        "password" => reader["password"],
        "password and code" => reader["password and code"],
        "password and recovery code" => reader["password and recovery code"],
        "invitation" => reader["invitation"],
        "passkey" => reader["passkey"],
        ProviderSignIn.Way => reader["provider"],
        ProviderSignIn.StrongWay => reader["provider, strongly"],
        _ => way,
    };
}
