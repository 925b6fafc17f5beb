namespace Spillway.App.Console.Texts;

/// <summary>Modes of machines in the reader's language: the two that every load has, and in English every name as the site file has it.</summary>
public static class ModeWords
{
    /// <summary>A mode.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="name">Its name in the site file.</param>
    public static string Of(Reader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.IsEnglish ? name : name switch
        {
            "off" => reader["mode: off"],
            "normal" => reader["mode: normal"],
            "low" => reader["mode: low"],
            _ => name,
        };
    }
}
