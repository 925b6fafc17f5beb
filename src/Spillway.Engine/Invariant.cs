using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Spillway.Engine;

/// <summary>Assertions that stay on in production: a broken one is a bug, and the step does not happen.</summary>
public static class Invariant
{
    /// <summary>Throws when a statement that must always be true is not.</summary>
    /// <param name="holds">The statement.</param>
    /// <param name="statement">Its text, filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">The statement is false.</exception>
    public static void Holds([DoesNotReturnIf(false)] bool holds, [CallerArgumentExpression(nameof(holds))] string statement = "")
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Broken invariant: {statement}");
        }
    }
}
