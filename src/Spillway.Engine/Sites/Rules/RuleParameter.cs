namespace Spillway.Engine.Sites.Rules;

/// <summary>A figure of a market that fits no other rule, such as a tolerance, a share or a date that is still open.</summary>
/// <param name="Id">Its name, such as <c>rrs-nclr-share</c>.</param>
/// <param name="Unit">The unit of the value, such as <c>ratio</c>, <c>MW</c> or <c>date</c>.</param>
/// <param name="Value">The value as the file writes it.</param>
/// <param name="Source">Where this is written.</param>
public sealed record RuleParameter(string Id, string Unit, RuleValue<string> Value, string Source);
