namespace Spillway.Devices.Discovery;

/// <summary>With which page and what password a maker delivers the machines of a family.</summary>
/// <remarks>Only families that can be asked without changing anything: a page behind a log-in, or a log-in itself. WhatsMiner,
/// ePIC and Braiins OS take a password only with a command that changes something, or not at all.</remarks>
/// <param name="Page">What is asked.</param>
/// <param name="User">The user of a digest log-in; empty where the body holds everything.</param>
/// <param name="Password">The password of a digest log-in; empty where the body holds everything.</param>
internal sealed record FactoryCredential(Question Page, string User, string Password)
{
    private const int AuradinePort = 8080;

    public static FactoryCredential? Of(string family) => family switch
    {
        "antminer" or "hammer" or "elphapex" or "marathon" => new(Question.Page("/cgi-bin/get_system_info.cgi"), "root", "root"),
        "vnish" => new(Question.Post("/api/v1/unlock", """{"pw":"admin"}"""), "", ""),
        "auradine" => new(Question.Post("/token", """{"command":"token","user":"admin","password":"admin"}""", AuradinePort), "", ""),
        _ => null,
    };

    /// <summary>Whether an answer that is no fault means that the log-in was taken.</summary>
    public bool IsTaken(ReadOnlySpan<byte> body) => User.Length > 0 || body.IndexOf("oken\""u8) >= 0;
}
