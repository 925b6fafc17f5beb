using System.Text.Json.Nodes;

namespace Spillway.App.Notifications;

/// <summary>What is told.</summary>
/// <param name="Title">In one line.</param>
/// <param name="Text">In full, for people.</param>
/// <param name="Content">The same for programs.</param>
public sealed record NotificationMessage(string Title, string Text, JsonObject Content);
