using System.Collections.Immutable;
using System.Text;
using Spillway.Devices.Http;

namespace Spillway.Devices.Discovery;

/// <summary>Which family a page that is not an answer of its own gives away, by its realm or its words.</summary>
internal static class WebHints
{
    private static readonly ImmutableArray<(string Words, string Family)> _realms =
        [("antMiner", "antminer"), ("blackMiner", "hammer"), ("Daoge", "elphapex")];

    private static readonly ImmutableArray<(string Words, string Family)> _pages =
    [
        ("Braiins OS", "braiins"), ("Luxor Firmware", "luxos"), ("AnthillOS", "vnish"), ("AxeOS", "axeos"), ("Nerd", "axeos"),
        ("Miner Web Dashboard", "epic"), ("Proto OS", "proto"), ("amazeui", "sealminer"), ("Avalon", "avalon"),
    ];

    public static string? Of(DevicePage page)
    {
        var realms = string.Join('\n', page.Challenges);
        var text = Encoding.UTF8.GetString(page.Body.Span);
        return First(_realms, realms) ?? First(_pages, text);
    }

    /// <summary>OpenWrt's own front page, to which WhatsMiner sends a caller.</summary>
    public static string? Of(DeviceFault fault) =>
        fault.Kind == DeviceFaultKind.Redirected && fault.Detail.Contains("/cgi-bin/luci", StringComparison.Ordinal) ? "whatsminer" : null;

    private static string? First(ImmutableArray<(string Words, string Family)> known, string text) =>
        known.FirstOrDefault(one => text.Contains(one.Words, StringComparison.OrdinalIgnoreCase)).Family;
}
