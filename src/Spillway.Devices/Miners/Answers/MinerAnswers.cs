using System.Text.Json;
using Spillway.Engine;

namespace Spillway.Devices.Miners.Answers;

/// <summary>All answers of one machine, opened: JSON objects, and what was only text.</summary>
internal sealed class MinerAnswers : IDisposable
{
    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = LenientJson.MostDepth };

    private readonly List<JsonDocument> _owned = [];
    private readonly List<JsonElement> _documents = [];
    private readonly List<string> _texts = [];

    private MinerAnswers()
    {
    }

    /// <summary>The answers as objects or arrays; joined commands taken apart.</summary>
    public IReadOnlyList<JsonElement> Documents => _documents;

    /// <summary>What is neither JSON nor the text dialect: pages, one-line answers.</summary>
    public IReadOnlyList<string> Texts => _texts;

    public static MinerAnswers Of(IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> answers)
    {
        var opened = new MinerAnswers();
        try
        {
            foreach (var (name, bytes) in answers)
            {
                opened.Open(name, AnswerText.Of(name, bytes));
            }

            return opened;
        }
        catch
        {
            // Nobody else holds what was opened before the refusal.
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Opens what can be opened; what cannot is left out.</summary>
    /// <param name="answers">Each answer's name and how its bytes are had; both that and the opening may refuse.</param>
    /// <param name="refused">Takes why an answer was left out.</param>
    public static MinerAnswers Of(IEnumerable<(string Name, Func<ReadOnlyMemory<byte>> Bytes)> answers, Action<RefusedException> refused)
    {
        var opened = new MinerAnswers();
        foreach (var (name, bytes) in answers)
        {
            try
            {
                opened.Open(name, AnswerText.Of(name, bytes()));
            }
            catch (RefusedException refusal)
            {
                refused(refusal);
            }
        }

        return opened;
    }

    public void Dispose() => _owned.ForEach(document => document.Dispose());

    /// <summary>All objects under a name at the top of any answer; the elements where a list stands there.</summary>
    public IEnumerable<JsonElement> Sections(string name) =>
        _documents.SelectMany(document => document.Items(name));

    /// <summary>The objects that stand at the end of a path, in any answer.</summary>
    public IEnumerable<JsonElement> At(params string[] path) =>
        from document in _documents
        let end = document.At(path)
        where end is not null
        select end.Value;

    /// <summary>All objects at the top of answers.</summary>
    public IEnumerable<JsonElement> Objects => _documents.Where(document => document.ValueKind == JsonValueKind.Object);

    /// <summary>Whether a firmware names itself with one of the words.</summary>
    public bool Says(params IReadOnlyList<string> words) =>
        Marks().Any(mark => words.Any(word => mark.Contains(word, StringComparison.OrdinalIgnoreCase)));

    // Only fields in which a firmware names itself: pools, workers and host names may say anything.
    private List<string> Marks()
    {
        var marks = new List<string>();
        foreach (var status in Sections("STATUS"))
        {
            marks.AddRange(Texted(status, "Description", "Msg"));
        }

        foreach (var member in Sections("VERSION").SelectMany(version => version.Members()))
        {
            marks.Add(member.Name);
            marks.Add(member.Value.AsText() ?? "");
        }

        foreach (var version in Sections("STATS").Concat(Sections("INFO")))
        {
            marks.AddRange(Texted(version, "Type", "type", "PROD", "BMMiner", "CGMiner", "LUXminer", "CompileTime", "ID", "MM ID0", "MM ID0:Summary"));
        }

        foreach (var device in Sections("DEVDETAILS").Concat(Sections("DEVS")))
        {
            marks.AddRange(Texted(device, "Name", "Driver", "Model"));
        }

        foreach (var top in Objects)
        {
            marks.AddRange(Texted(top, "minertype", "miner_type", "fw_name", "firmware_type", "brand", "Description"));
        }

        return marks;
    }

    private static IEnumerable<string> Texted(JsonElement element, params string[] names) =>
        names.Select(name => element.Text(name)).OfType<string>();

    private void Open(string name, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (text[0] is '{' or '[' || text.StartsWith(",\"", StringComparison.Ordinal))
        {
            OpenJson(name, text);
        }
        else if (TextDialect.Is(text))
        {
            Own(JsonDocument.Parse(TextDialect.Open(text).ToJsonString()));
        }
        else
        {
            _texts.Add(text);
        }
    }

    private void OpenJson(string name, string text)
    {
        // Half of a surrogate pair is valid JSON and no text; the lenient reading replaces it.
        if (text.Contains("\\uD", StringComparison.OrdinalIgnoreCase))
        {
            OpenLenient(name, text);
            return;
        }

        try
        {
            Own(JsonDocument.Parse(text, _strict));
        }
        catch (JsonException)
        {
            // Not strict JSON: read it as machines are known to write it.
            OpenLenient(name, text);
        }
    }

    private void OpenLenient(string name, string text)
    {
        foreach (var value in LenientJson.Read(name, text))
        {
            Own(JsonDocument.Parse(value.ToJsonString()));
        }
    }

    private void Own(JsonDocument document)
    {
        _owned.Add(document);
        var root = document.RootElement;
        _documents.Add(root);

        // {"summary":[{…}],"devs":[{…}],"id":1}: several commands in one answer.
        if (root.ValueKind == JsonValueKind.Object)
        {
            _documents.AddRange(root.EnumerateObject().SelectMany(property => property.Value.AsItems()).Where(IsAnswer));
        }
    }

    private static bool IsAnswer(JsonElement element) =>
        element.Child("STATUS") is { ValueKind: JsonValueKind.Array or JsonValueKind.Object };
}
