using System.Collections.Immutable;

namespace Spillway.App.Api.Contract;

/// <summary>What the API's description says of an address.</summary>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Answer">The form of the answer; null where it is free, or no JSON.</param>
/// <param name="Body">The form of the body; null where there is none, or it is no JSON.</param>
internal sealed record ApiNote(string Summary, Type? Answer = null, Type? Body = null)
{
    /// <summary>Whether a request without a body is one that says nothing.</summary>
    public bool IsBodyOptional { get; init; }

    /// <summary>Its query parameters.</summary>
    public ImmutableArray<ApiQuery> Queries { get; init; } = [];

    /// <summary>The form of the answer where a parameter asks for another JSON object; null where there is one form alone.</summary>
    public Type? Otherwise { get; init; }

    /// <summary>The status of a request that is done.</summary>
    public int Done { get; init; } = 200;

    /// <summary>Other statuses of a request that is no refusal, each with the form of its answer.</summary>
    public ImmutableArray<(int Status, Type Answer)> Else { get; init; } = [];

    /// <summary>Statuses of refusals beside those that every address has.</summary>
    public ImmutableArray<int> Refused { get; init; } = [];

    /// <summary>What it does with tags.</summary>
    public ApiTag Tag { get; init; }

    /// <summary>Files that it answers with, beside the JSON object where there is one.</summary>
    public ImmutableArray<ApiFile> Files { get; init; } = [];

    /// <summary>Bodies that are no JSON; the address takes them as they are.</summary>
    public ImmutableArray<ApiFile> Sent { get; init; } = [];

    /// <summary>The files of a form (multipart/form-data) that it is sent.</summary>
    public ImmutableArray<(string Name, string Meaning)> Form { get; init; } = [];

    /// <summary>Headers that it reads, beside those of the tag.</summary>
    public ImmutableArray<ApiHeader> Reads { get; init; } = [];

    /// <summary>Headers that its answer has, beside that of the tag.</summary>
    public ImmutableArray<ApiHeader> Tells { get; init; } = [];

    /// <summary>Which further actions it needs and when, in sentences; null where it is the address's own alone.</summary>
    public string? Needs { get; init; }

    /// <summary>Whether the answer is one JSON object.</summary>
    public bool IsJson => Answer is not null || Files.IsEmpty;

    /// <summary>Whether a body is read.</summary>
    public bool HasBody => Body is not null || !Sent.IsEmpty || !Form.IsEmpty;
}
