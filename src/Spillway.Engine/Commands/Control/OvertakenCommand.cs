using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>A command that a later one to the same machine or feed has overtaken before its outcome came.</summary>
/// <param name="Command">The earlier command.</param>
/// <param name="ToldAt">When it was given.</param>
public readonly record struct OvertakenCommand(CommandId Command, Instant ToldAt);
