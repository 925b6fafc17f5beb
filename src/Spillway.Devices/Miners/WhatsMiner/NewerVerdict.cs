using Spillway.Devices.Miners.Answers;

namespace Spillway.Devices.Miners.WhatsMiner;

/// <summary>What API v3 says to a request.</summary>
/// <param name="Code">0 for yes, below for no.</param>
/// <param name="Message">Its words; empty where its message is an object.</param>
internal sealed record NewerVerdict(int Code, string Message)
{
    private const int NotPermitted = -4;
    private const int NotKnown = -2;

    public bool IsYes => Code == 0;

    public bool IsNotPermitted => Code == NotPermitted;

    public DeviceFault Fault => Code switch
    {
        NotPermitted => new(DeviceFaultKind.Unauthorised, $"{Words} The account's password is another, or the API is switched off: see the maker's tool."),
        NotKnown => new(DeviceFaultKind.Unsupported, Words),
        _ => new(DeviceFaultKind.Refused, Words),
    };

    private string Words => $"{Code}: '{Message}'.";

    public static NewerVerdict? Of(MinerAnswers answers)
    {
        var top = answers.Objects.FirstOrDefault();
        return top.Number("code") is { } code ? new((int)Math.Clamp(code, short.MinValue, short.MaxValue), top.Text("msg") ?? "") : null;
    }
}
