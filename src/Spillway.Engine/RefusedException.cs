namespace Spillway.Engine;

/// <summary>Input was refused: what was wrong with which value, where it stands, and what to do.</summary>
/// <remarks>Thrown before anything is written, and turned into exit code 1 at the process edge.</remarks>
public sealed class RefusedException : Exception
{
    /// <summary>Refuses an input.</summary>
    /// <param name="code">The stable error.</param>
    /// <param name="what">File, line or cell, value and unit: what exactly was refused.</param>
    public RefusedException(ErrorCode code, string what)
        : this(code, Wording.Of(what), null)
    {
    }

    /// <summary>Refuses an input because something beneath it failed.</summary>
    /// <param name="code">The stable error.</param>
    /// <param name="what">File, line or cell, value and unit: what exactly was refused.</param>
    /// <param name="cause">The failure beneath.</param>
    public RefusedException(ErrorCode code, string what, Exception? cause)
        : this(code, Wording.Of(what), cause)
    {
    }

    /// <summary>Refuses an input in words that can be said in another language.</summary>
    /// <param name="code">The stable error.</param>
    /// <param name="what">File, line or cell, value and unit: what exactly was refused.</param>
    public RefusedException(ErrorCode code, Wording what)
        : this(code, what, null)
    {
    }

    /// <summary>Refuses an input, because something beneath it failed, in words that can be said in another language.</summary>
    /// <param name="code">The stable error.</param>
    /// <param name="what">File, line or cell, value and unit: what exactly was refused.</param>
    /// <param name="cause">The failure beneath.</param>
    public RefusedException(ErrorCode code, Wording what, Exception? cause)
        : base($"{what} [{(code ?? throw new ArgumentNullException(nameof(code))).Id}] {code.Remedy}", cause)
    {
        ArgumentNullException.ThrowIfNull(what);
        Code = code;
        Words = what;
        What = what.ToString();
    }

    /// <summary>The stable error.</summary>
    public ErrorCode Code { get; }

    /// <summary>What exactly was refused, without the code and the remedy.</summary>
    public string What { get; }

    /// <summary>The same with what is put into it kept apart.</summary>
    public Wording Words { get; }
}
