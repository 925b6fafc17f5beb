namespace Spillway.App.Checkups;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What it is, in a stable short form: <c>data-folder</c>.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Found">What was found, in one sentence without a full stop.</param>
/// <param name="Advice">What to do about it; empty where nothing is to be done.</param>
public sealed record Check(string Name, CheckStatus Status, string Found, string Advice = "");
