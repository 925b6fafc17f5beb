using Microsoft.OpenApi;

namespace Spillway.App.Api.Contract;

/// <summary>A header of a request or of an answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Type">The kind of value.</param>
internal sealed record ApiHeader(string Name, string Meaning, JsonSchemaType Type = JsonSchemaType.String)
{
    /// <summary>Names a request, so that it is done once.</summary>
    public static ApiHeader IdempotencyKey { get; } = new("Idempotency-Key", "The order's name, where the body has no id: 1 to 64 letters, digits, '.', '_', '-'. The same order under the same name is one order, however often it is sent: for a day it is answered as it was the first time.");

    /// <summary>Goes on after an event.</summary>
    public static ApiHeader LastEventId { get; } = new("Last-Event-ID", "The number of the last event that was seen: those after it that are still kept come first.", JsonSchemaType.Integer);

    /// <summary>Names what is seen already.</summary>
    public static ApiHeader IfNoneMatch { get; } = new("If-None-Match", "The tag of what is known: 304 where nothing has changed.");

    /// <summary>Names what a change is made to.</summary>
    public static ApiHeader IfMatch { get; } = new("If-Match", "The tag of what was seen, in quotation marks: 412 where it is something else by now. Without it, or with *, whatever is there is changed.");

    /// <summary>The tag of an answer.</summary>
    public static ApiHeader Tag { get; } = new("ETag", "The tag of what the answer tells.");

    /// <summary>When to come back.</summary>
    public static ApiHeader RetryAfter { get; } = new("Retry-After", "The seconds to wait.", JsonSchemaType.Integer);

    /// <summary>Where work can be looked at.</summary>
    public static ApiHeader Location { get; } = new("Location", "The address of the work.");

    /// <summary>What a file is called.</summary>
    public static ApiHeader FileName { get; } = new("Content-Disposition", "The name of the file.");

    /// <summary>It in a request.</summary>
    public OpenApiParameter Asked() => new() { Name = Name, In = ParameterLocation.Header, Description = Meaning, Schema = new OpenApiSchema { Type = Type } };

    /// <summary>It in an answer.</summary>
    public OpenApiHeader Told() => new() { Description = Meaning, Schema = new OpenApiSchema { Type = Type } };
}
