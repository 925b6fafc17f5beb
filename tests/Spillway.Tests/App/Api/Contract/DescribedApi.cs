using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;

namespace Spillway.Tests.App.Api.Contract;

/// <summary>What the API's description says, to hold real answers against.</summary>
internal sealed partial class DescribedApi
{
    private readonly JsonObject _document;
    private readonly List<Operation> _operations;

    private DescribedApi(JsonObject document)
    {
        _document = document;
        _operations =
        [
            .. document["paths"]!.AsObject().SelectMany(static path => path.Value!.AsObject().Select(one => new Operation(one.Key.ToUpperInvariant(), path.Key, one.Value!.AsObject()))),
        ];
    }

    /// <summary>Every method and address.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    public static async Task<DescribedApi> OfAsync(ApiRig rig) => new((await rig.GetAsync("/openapi/v1.json")).Body);

    /// <summary>What is said of an address as it is asked for.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">The address, with or without a query.</param>
    public Operation Find(string method, string address)
    {
        var path = address.Split('?')[0];
        return _operations.Where(one => one.Method == method && Regex.IsMatch(path, $"^{Place().Replace(one.Path, "[^?]+")}$"))
            .OrderBy(static one => one.Path.Count(static letter => letter == '{')).ThenByDescending(static one => one.Path.Length).FirstOrDefault()
            ?? throw new ShouldAssertException($"{method} {path} is not described");
    }

    /// <summary>What of a real answer is not described: its status, its media type, a header of the contract, a field.</summary>
    /// <param name="method">The method that was asked with.</param>
    /// <param name="address">The address that was asked for.</param>
    /// <param name="answer">The answer.</param>
    public async Task<IReadOnlyList<string>> FaultsAsync(string method, string address, HttpResponseMessage answer)
    {
        var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (Find(method, address).Json["responses"]![status] is not JsonObject response)
        {
            return [$"{method} {address}: {status} is not described"];
        }

        var text = await answer.Content.ReadAsStringAsync();
        var faults = new List<string>();
        foreach (var header in answer.IsSuccessStatusCode ? ["ETag", "Location", "Content-Disposition"] : (string[])["Retry-After"])
        {
            var isThere = answer.Headers.NonValidated.Contains(header) || answer.Content.Headers.NonValidated.Contains(header);
            if (isThere && response["headers"]?[header] is null)
            {
                faults.Add($"{method} {address}: {status} has {header}, which is not described");
            }
        }

        if (text.Length > 0)
        {
            var media = answer.Content.Headers.ContentType?.MediaType ?? "";
            if (response["content"]?[media] is not JsonObject content)
            {
                faults.Add($"{method} {address}: {status} comes as {media}, which is not described");
            }
            else if (media == "application/json")
            {
                faults.AddRange(Faults(content["schema"]!.AsObject(), JsonNode.Parse(text), $"{method} {address} {status} $").Take(5));
            }
        }

        return faults;
    }

    /// <summary>What of a JSON object that an address answers with is not described.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">The address.</param>
    /// <param name="json">The object.</param>
    public IReadOnlyList<string> Faults(string method, string address, JsonNode json) =>
        [.. Faults(Find(method, address).Json["responses"]!["200"]!["content"]!["application/json"]!["schema"]!.AsObject(), json, $"{method} {address} $")];

    // As much of JSON Schema as the description uses. A field that is not among the properties is a fault: it is not described.
    private IEnumerable<string> Faults(JsonObject schema, JsonNode? value, string at)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            schema = _document["components"]!["schemas"]![reference.Split('/')[^1]]!.AsObject();
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            return choices.Select(choice => Faults(choice!.AsObject(), value, at).ToList()).MinBy(static found => found.Count)!;
        }

        var types = schema["type"] switch
        {
            null => [],
            JsonArray several => [.. several.Select(static one => (string)one!)],
            var one => (string[])[(string)one!],
        };
        var kind = Kind(value);
        return types.Length > 0 && !types.Contains(kind) && !(kind == "integer" && types.Contains("number")) ? [$"{at}: {kind} is none of {string.Join(", ", types)}"]
            : schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)) ? [$"{at}: {value?.ToJsonString() ?? "null"} is none of the words"]
            : value is JsonArray array && schema["items"] is JsonObject items ? array.SelectMany((one, index) => Faults(items, one, $"{at}[{index}]"))
            : value is JsonObject json && schema["properties"] is JsonObject properties ? OfObject(schema, properties, json, at)
            : [];
    }

    private IEnumerable<string> OfObject(JsonObject schema, JsonObject properties, JsonObject value, string at) =>
    [
        .. (schema["required"] as JsonArray ?? []).Select(static name => (string)name!).Where(name => !value.ContainsKey(name)).Select(name => $"{at}.{name}: is missing"),
        .. value.SelectMany(field => properties[field.Key] is JsonObject property ? Faults(property, field.Value, $"{at}.{field.Key}") : [$"{at}.{field.Key}: is not described"]),
    ];

    private static string Kind(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.ToJsonString().All(static letter => letter is '-' or (>= '0' and <= '9')) ? "integer" : "number",
        _ => "boolean",
    };

    [GeneratedRegex(@"\\?\{[^}]+\}")]
    private static partial Regex Place();

    /// <summary>A method of an address.</summary>
    internal sealed record Operation(string Method, string Path, JsonObject Json)
    {
        public bool HasBody => Json["requestBody"] is not null;

        public IReadOnlyList<string> Queries => Names("query");

        public IReadOnlyList<string> Headers => Names("header");

        public override string ToString() => $"{Method} {Path}";

        private IReadOnlyList<string> Names(string place) =>
            [.. (Json["parameters"] as JsonArray ?? []).Where(one => (string?)one!["in"] == place).Select(static one => (string)one!["name"]!)];
    }
}
