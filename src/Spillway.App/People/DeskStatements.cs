using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Spillway.App.People;

/// <summary>Statements on a connection of the desk's store: the text is a constant of the area that asks, what varies is bound.</summary>
internal static class DeskStatements
{
    /// <summary>A command with its parameters bound; the caller disposes it.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="text">The statement.</param>
    /// <param name="parameters">Names with their <c>$</c>, and values; null is NULL.</param>
    public static SqliteCommand Command(this SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of its area; what varies is bound.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Carries a statement out.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="text">The statement.</param>
    /// <param name="parameters">Names with their <c>$</c>, and values; null is NULL.</param>
    public static void Run(this SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Command(text, parameters);
        command.ExecuteNonQuery();
    }

    /// <summary>Reads rows.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="connection">An open connection.</param>
    /// <param name="read">Makes it from the row that the reader stands on.</param>
    /// <param name="text">The query.</param>
    /// <param name="parameters">Names with their <c>$</c>, and values; null is NULL.</param>
    public static ImmutableArray<T> Read<T>(
        this SqliteConnection connection, Func<SqliteDataReader, T> read, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Command(text, parameters);
        using var reader = command.ExecuteReader();
        var rows = ImmutableArray.CreateBuilder<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows.ToImmutable();
    }
}
