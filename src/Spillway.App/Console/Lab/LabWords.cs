using Spillway.App.Accounts;
using Spillway.App.Console.Texts;
using Spillway.App.Lab;
using Spillway.Engine;
using Spillway.Engine.Signals;

namespace Spillway.App.Console.Lab;

/// <summary>The words of the lab, by the codes of what happened.</summary>
internal static class LabWords
{
    /// <summary>How far a study is.</summary>
    public static string Of(Reader reader, StudyState state) => state switch
    {
        StudyState.Waiting => reader["waits"],
        StudyState.Running => reader["running"],
        StudyState.Done => reader["done"],
        StudyState.Failed => reader["gave up"],
        _ => reader["called off"],
    };

    /// <summary>What a policy may know.</summary>
    public static string Of(Reader reader, PublicationKind kind) => kind switch
    {
        PublicationKind.DayAheadPrice => reader["day-ahead prices"],
        PublicationKind.SystemLoad => reader["system load"],
        _ => reader["wind generation"],
    };

    /// <summary>Why something was refused.</summary>
    public static string Of(Reader reader, RefusedException refusal) =>
        refusal.Code == AccountErrors.NotAllowed ? reader["Your role does not allow this."]
        : refusal.Code == LabErrors.TooManyWait ? reader["{0} studies wait already. Call some off, or wait.", StudyDesk.MostWaiting]
        : refusal.Code == LabErrors.HasEnded ? reader["The study has ended."]
        : refusal.Code == LabErrors.NoStudy ? reader["There is no such study."]
        : RefusalWords.Whole(reader, refusal);
}
