using System.Collections.Immutable;
using System.Text.Json;

namespace Spillway.Devices.Discovery;

/// <summary>With which page and what password the machines of a family are opened: the maker's documented one, or one that was given.</summary>
/// <remarks>Only families that can be asked without changing anything: a page behind a log-in, or a log-in itself. WhatsMiner and
/// ePIC take a password only with a command that changes something; LuxOS takes none, and Proto is delivered without one.</remarks>
/// <param name="Page">What is asked.</param>
/// <param name="User">The user of a digest log-in; empty where the body holds everything.</param>
/// <param name="Password">The password of a digest log-in; empty where the body holds everything.</param>
internal sealed record FactoryCredential(Question Page, string User, string Password)
{
    private const int AuradinePort = 8080;
    private const int BraiinsPort = 50051;

    /// <summary>The families that can be asked so.</summary>
    public static ImmutableArray<string> Families { get; } = ["antminer", "auradine", "braiins", "elphapex", "hammer", "marathon", "vnish"];

    /// <summary>Whether it is a gRPC log-in: no page.</summary>
    public bool IsCall { get; private init; }

    /// <summary>How a family is opened.</summary>
    /// <param name="family">The family.</param>
    /// <param name="given">What was given for it; null for the maker's documented password.</param>
    /// <returns>How; null for a family that cannot be asked without changing anything.</returns>
    public static FactoryCredential? Of(string family, Credential? given) => family switch
    {
        "antminer" or "hammer" or "elphapex" or "marathon" => new(Question.Page("/cgi-bin/get_system_info.cgi"), UserOr(given, "root"), given?.Password ?? "root"),
        "braiins" => new(new Question(BraiinsPort, "log-in"), UserOr(given, "root"), given?.Password ?? "root") { IsCall = true },
        "vnish" => new(Question.Post("/api/v1/unlock", $$"""{"pw":{{Json(given?.Password ?? "admin")}}}"""), "", ""),
        "auradine" => new(
            Question.Post("/token", $$"""{"command":"token","user":{{Json(UserOr(given, "admin"))}},"password":{{Json(given?.Password ?? "admin")}}}""", AuradinePort), "", ""),
        _ => null,
    };

    private static string UserOr(Credential? given, string usual) => given is { User.Length: > 0 } ? given.User : usual;

    private static string Json(string text) => JsonSerializer.Serialize(text);

    /// <summary>Whether an answer that is no fault means that the log-in was taken.</summary>
    public bool IsTaken(ReadOnlySpan<byte> body) => User.Length > 0 || body.IndexOf("oken\""u8) >= 0;
}
