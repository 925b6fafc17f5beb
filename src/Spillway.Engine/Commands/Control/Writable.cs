using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Spillway.Engine.Commands.Control;

/// <summary>Arrays of a state while its successor is made: copied once where something will be written, and handed on without
/// a second copy. At 100,000 machines a copy is eight megabytes.</summary>
internal static class Writable
{
    /// <summary>A copy to write to; the old array itself where nothing will be written.</summary>
    public static T[] Of<T>(ImmutableArray<T> array, bool isWritten) =>
        isWritten ? array.AsSpan().ToArray() : ImmutableCollectionsMarshal.AsArray(array)!;

    /// <summary>The array as it now stays; nobody writes to it any more.</summary>
    public static ImmutableArray<T> Done<T>(T[] array) => ImmutableCollectionsMarshal.AsImmutableArray(array);
}
