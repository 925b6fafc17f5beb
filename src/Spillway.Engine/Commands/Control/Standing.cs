namespace Spillway.Engine.Commands.Control;

/// <summary>What the desk can do with a machine in this pass.</summary>
internal enum Standing : byte
{
    /// <summary>Nothing: locked out, lost, not heard yet while nothing has to come off, never commanded, behind a feed that is not ours to close, or it did
    /// not follow as often as the rules allow. It counts as it is.</summary>
    Fixed,

    /// <summary>It can be told to run or to sleep.</summary>
    Ready,

    /// <summary>It has no power, and its feed was opened by the desk, which may close it again.</summary>
    Dark,
}
