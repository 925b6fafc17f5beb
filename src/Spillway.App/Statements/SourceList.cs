using System.Collections.Immutable;
using Spillway.Engine.Signals;

namespace Spillway.App.Statements;

/// <summary>The files a statement was made from, numbered from 0 in the order they were read.</summary>
internal sealed class SourceList
{
    private readonly List<(string Path, SourceFile File)> _sources = [];

    public int Count => _sources.Count;

    public ImmutableArray<SourceFile> Files => [.. _sources.Select(source => source.File)];

    public ImmutableArray<string> Paths => [.. _sources.Select(source => source.Path)];

    /// <summary>Where a source lies; its name where it came from the archive.</summary>
    public string Shown(int index) => _sources[index].Path.Length == 0 ? _sources[index].File.Name : _sources[index].Path;

    /// <summary>Adds a file.</summary>
    /// <returns>Its number.</returns>
    public int Add(string path, SourceFile file)
    {
        _sources.Add((path, file));
        return _sources.Count - 1;
    }
}
