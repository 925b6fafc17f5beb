namespace Spillway.Engine;

/// <summary>A fault that a person may see, under a number that never changes its meaning.</summary>
/// <param name="Id">The stable number, <c>SW</c> and four digits.</param>
/// <param name="Title">What went wrong, in a few words.</param>
/// <param name="Remedy">What the person can do about it.</param>
public sealed record ErrorCode(string Id, string Title, string Remedy);
