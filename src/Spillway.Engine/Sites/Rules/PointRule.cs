using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Sites.Rules;

/// <summary>One type of settlement point and what is settled at its price.</summary>
/// <param name="Label">The market's own word, such as <c>LZEW</c>.</param>
/// <param name="Type">The type as prices carry it.</param>
/// <param name="Settles">What is settled at it; empty where neither load nor positions are.</param>
/// <param name="Source">Where this is written.</param>
public sealed record PointRule(string Label, SettlementPointType Type, ImmutableArray<SettlementUse> Settles, string Source);
