using System.Globalization;
using System.Text;
using Spillway.Devices.Wire.Cgminer;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>Writes answers as the firmware does: no blank between tokens, one NUL at the end.</summary>
internal sealed class CgminerWriter(CgminerVoice voice, long when)
{
    public byte[] Write(CgminerRequest request, Func<string, CgminerReply> answer)
    {
        var text = new StringBuilder(1024);
        if (!request.IsJoined)
        {
            One(text, request.Form, answer(request.Commands[0]));
        }
        else if (!voice.KnowsJoins)
        {
            One(text, request.Form, new CgminerReply(CgminerStatus.InvalidCommand));
        }
        else
        {
            Joined(text, request, answer);
        }

        return Ended(text);
    }

    public byte[] Write(CgminerForm form, CgminerReply reply)
    {
        var text = new StringBuilder(256);
        One(text, form, reply);
        return Ended(text);
    }

    public static byte[] Ended(StringBuilder text) => Encoding.UTF8.GetBytes(text.Append('\0').ToString());

    private void Joined(StringBuilder text, CgminerRequest request, Func<string, CgminerReply> answer)
    {
        if (request.Form == CgminerForm.Text)
        {
            foreach (var command in request.Commands)
            {
                text.Append("CMD=").Append(command).Append('|');
                OneText(text, answer(command));
            }

            return;
        }

        text.Append('{');
        foreach (var command in request.Commands)
        {
            text.Append('"').Append(command).Append("\":[");
            OneJson(text, answer(command));
            text.Append("],");
        }

        text.Append("\"id\":1}");
    }

    private void One(StringBuilder text, CgminerForm form, CgminerReply reply)
    {
        if (form == CgminerForm.Json)
        {
            OneJson(text, reply);
        }
        else
        {
            OneText(text, reply);
        }
    }

    private void OneJson(StringBuilder text, CgminerReply reply)
    {
        var sections = new List<CgminerSection> { new("STATUS", Status(reply.Status)) };
        sections.AddRange(reply.Sections);
        text.Append('{');
        foreach (var section in voice.IsSorted ? sections.OrderBy(one => one.Name, StringComparer.Ordinal) : (IEnumerable<CgminerSection>)sections)
        {
            text.Append('"').Append(section.Name).Append("\":");
            Body(text, section);
            text.Append(',');
        }

        text.Append("\"id\":1}");
    }

    private void Body(StringBuilder text, CgminerSection section)
    {
        if (section.Json is not null)
        {
            text.Append(section.Json);
            return;
        }

        text.Append('[');
        for (var index = 0; index < section.Records.Length; index++)
        {
            // The header of stats is printed before the loop over the devices, whose first one is printed without a comma.
            var isLost = voice.LosesComma && section.Name == "STATS" && index == 1;
            text.Append(index > 0 && !isLost ? "," : "");
            section.Records[index].WriteJson(text, voice.IsSorted);
        }

        text.Append(']');
    }

    private void OneText(StringBuilder text, CgminerReply reply)
    {
        Status(reply.Status).WriteText(text);
        text.Append('|');
        foreach (var section in reply.Sections)
        {
            foreach (var record in section.Records)
            {
                text.Append(section.IsNamedInText ? section.Name + "," : "");
                record.WriteText(text);
                text.Append('|');
            }
        }
    }

    private CgminerRecord Status(CgminerStatus status) => new CgminerRecord()
        .Text("STATUS", status.Letter.ToString(CultureInfo.InvariantCulture)).Whole("When", when).Whole("Code", status.Code)
        .Text("Msg", status.Message).Text("Description", voice.Description);
}
