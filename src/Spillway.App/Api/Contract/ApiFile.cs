using Microsoft.OpenApi;

namespace Spillway.App.Api.Contract;

/// <summary>A body or an answer that is no JSON object.</summary>
/// <param name="Media">Its media type.</param>
/// <param name="IsText">Whether it is text and not bytes.</param>
internal sealed record ApiFile(string Media, bool IsText)
{
    /// <summary>The media type of a JSON object, which is described by its fields.</summary>
    public const string Json = "application/json";

    /// <summary>Lines of a table.</summary>
    public static ApiFile Csv { get; } = new("text/csv", true);

    /// <summary>A page.</summary>
    public static ApiFile Html { get; } = new("text/html", true);

    /// <summary>A workbook.</summary>
    public static ApiFile Workbook { get; } = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false);

    /// <summary>A file in the shape of another program.</summary>
    public static ApiFile Xml { get; } = new("application/xml", true);

    /// <summary>Files together.</summary>
    public static ApiFile Zip { get; } = new("application/zip", false);

    /// <summary>Bytes of the desk's own.</summary>
    public static ApiFile Bytes { get; } = new("application/octet-stream", false);

    /// <summary>Server-sent events.</summary>
    public static ApiFile Events { get; } = new("text/event-stream", true);

    /// <summary>One JSON object a line.</summary>
    public static ApiFile JsonLines { get; } = new(Journals.JournalExport.ContentType, true);

    /// <summary>It as the description has it.</summary>
    public OpenApiMediaType Content() => new() { Schema = Schema() };

    /// <summary>A form with files.</summary>
    /// <param name="files">Their names and what they are.</param>
    public static OpenApiMediaType Form(IEnumerable<(string Name, string Meaning)> files)
    {
        var properties = files.ToDictionary(static file => file.Name, static file => (IOpenApiSchema)Bytes.Schema(file.Meaning), StringComparer.Ordinal);
        return new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = properties, Required = new HashSet<string>(properties.Keys) } };
    }

    private OpenApiSchema Schema(string? meaning = null) => new() { Type = JsonSchemaType.String, Format = IsText ? null : "binary", Description = meaning };
}
