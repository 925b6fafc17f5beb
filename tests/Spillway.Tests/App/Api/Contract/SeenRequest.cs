using System.Collections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Spillway.Tests.App.Api.Contract;

/// <summary>A request with nothing in it that notes what is looked for: parameters of the query, and a body.</summary>
internal sealed class SeenRequest : IQueryCollection, IDisposable
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly SeenBody _body = new();

    /// <summary>The parameters that were looked for.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Whether the body was read.</summary>
    public bool IsBodyRead => _body.IsRead;

    /// <summary>The body.</summary>
    public Stream Body => _body;

    public void Dispose() => _body.Dispose();

    int IQueryCollection.Count => 0;

    ICollection<string> IQueryCollection.Keys => [];

    StringValues IQueryCollection.this[string key]
    {
        get
        {
            _asked.Add(key);
            return StringValues.Empty;
        }
    }

    bool IQueryCollection.ContainsKey(string key)
    {
        _asked.Add(key);
        return false;
    }

    bool IQueryCollection.TryGetValue(string key, out StringValues value)
    {
        _asked.Add(key);
        value = StringValues.Empty;
        return false;
    }

    IEnumerator<KeyValuePair<string, StringValues>> IEnumerable<KeyValuePair<string, StringValues>>.GetEnumerator() => Enumerable.Empty<KeyValuePair<string, StringValues>>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Array.Empty<object>().GetEnumerator();

    private sealed class SeenBody : MemoryStream
    {
        public bool IsRead { get; private set; }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            IsRead = true;
            return base.CopyToAsync(destination, bufferSize, cancellationToken);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            IsRead = true;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
