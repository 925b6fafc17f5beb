using Spillway.App.Boards;

namespace Spillway.App.Console.Now;

/// <summary>A row of the table of groups.</summary>
/// <param name="Picture">The group in the frame.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Why">Why, in one sentence.</param>
public sealed record GroupRow(GroupPicture Picture, GroupStanding Standing, string Why);
