using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Accounts.SignIns;
using Spillway.App.Alarms;
using Spillway.App.Api;
using Spillway.App.Earnings;
using Spillway.App.Events;
using Spillway.App.Journals;
using Spillway.App.Lab;
using Spillway.App.Notifications;
using Spillway.App.Setup;
using Spillway.App.ShiftLog;
using Spillway.App.Statements.Books;
using Spillway.App.Streams.Webhooks;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.Tests.App.Accounts;

/// <summary>Every deed of the console: what takes an <see cref="Actor"/> in the program is here, or in <see cref="Inner"/> with the reason.</summary>
internal static class ConsoleDeeds
{
    private const string Nothing = "nothing";
    private const string Orders = "/orders";
    private const string Alarms = "/alarms";
    private const string ShiftLog = "/shift-log";
    private const string SetUp = "/set-up";
    private const string People = "/set-up/people";
    private const string Notices = "/set-up/notifications";
    private const string Seconds = "/seconds";
    private const string Money = "/money";

    /// <summary>Methods that are given somebody and do not ask what they may do, with the reason.</summary>
    public static readonly FrozenDictionary<string, string> Inner = new Dictionary<string, string>
    {
        ["Gate.Allows"] = "is the gate",
        ["Gate.Demand"] = "is the gate",
        ["Gate.LacksFactor"] = "is the gate",
        ["ActorClaims.ToPrincipal"] = "a form of the same",
        ["RateLimits.Demand"] = "counts, for whoever has passed the gate",
        ["PeopleJournal.RecordAsync"] = "writes down what somebody did",
        ["Refusals.RecordAsync"] = "writes down what somebody may not",
        ["AccountMaking.RecordAsync"] = "writes down what PeopleBook did",
        ["SessionBook.EndAsync"] = "ends what PeopleBook or the person itself ends",
        ["CustomRoles.PutAsync"] = "is done by AuthorityDesk.PutRoleAsync once it is signed",
        ["ApiKeys.Make"] = "is behind AuthorityDesk.MakeKeyAsync",
        ["ApiKeys.KeepAsync"] = "is done by AuthorityDesk.MakeKeyAsync once it is signed",
        ["ApiKeys.EndAsync"] = "is behind AuthorityDesk.EndKeyAsync",
        ["ArrangedAccounts.Add"] = "remembers what PeopleBook does",
        ["SecondDesk.WhyNot"] = "asks the gate and does nothing",
        ["SecondDesk.WhyNotDecline"] = "asks the gate and does nothing",
        ["SecondDesk.AskAsync"] = "has wait what the asking service let through",
        ["SecondDesk.DoneAsync"] = "has signed what the asking service let through",
        ["JobBook`1.Start"] = "is behind ProofDesk.Start and BillDesk.StartAsync",
        ["OrderKeys.Find"] = "remembers what OrderTaking.GiveAsync answered the same person",
        ["OrderKeys.GiveAsync"] = "gives nothing by itself: OrderTaking.GiveAsync does, and is asked once",
        ["OrderDraft.ToOrder"] = "gives nothing: OrderTaking.GiveAsync does",
        ["NoteDeed.DoAsync"] = "calls one of ShiftLogDesk's",
    }.ToFrozenDictionary();

    /// <summary>All of them. The drill comes before the orders: one of those stops the site.</summary>
    public static readonly ImmutableArray<ConsoleDeed> All =
    [
        Of<Drills>(DeskAction.Drill, "/events", nameof(Drills.BeginAsync), static (drills, who) => drills.BeginAsync(who, drills.Plan(1m, 60m, 60m), None)),
        Of<PlannedDrills>(DeskAction.Drill, "/events", nameof(PlannedDrills.PlanAsync), static (drills, who) => drills.PlanAsync(who, new(Instant.MinValue, 1m, 60m, 60m, ""), None)),
        Of<PlannedDrills>(DeskAction.Drill, "/events", nameof(PlannedDrills.CallOffAsync), static (drills, who) => drills.CallOffAsync(who, 99, None)),
        Of<PlannedDrills>(DeskAction.Drill, "/events", nameof(PlannedDrills.BeginAsync), static (drills, who) => drills.BeginAsync(who, 99, None)),
        Of<OrderTaking>(DeskAction.Stop, Orders, nameof(OrderTaking.Confirmed), static (orders, who) => Done(() => orders.Confirmed(who, who.Name, null))),
        .. Enum.GetValues<OrderKind>().Select(Order),
        .. OnAlarms(), .. OnShifts(), .. OnMoney(), .. OnJournalAndLab(), .. OnSite(), .. OnNotices(), .. OnPeople(), .. OnSeconds(),
    ];

    private static CancellationToken None => CancellationToken.None;

    private static ConsoleDeed Order(OrderKind kind) => Of<OrderTaking>(OrderActions.Of(kind), Orders, nameof(OrderTaking.GiveAsync), (desk, who) =>
    {
        var isOfGroup = kind is OrderKind.HoldOn or OrderKind.HoldOff or OrderKind.LockOut or OrderKind.Unlock;
        var isOfPower = kind is OrderKind.Ceiling or OrderKind.Reduction or OrderKind.Floor;
        return desk.GiveAsync(
            who,
            new(new(desk.NewId()), kind, OrderRank.OperatorHold, isOfPower ? new(1m) : null, isOfGroup ? new("hall-a") : null, null,
                kind == OrderKind.Release ? new OrderId(Nothing) : null, null, null, "try", who.Name),
            None);
    });

    private static IEnumerable<ConsoleDeed> OnAlarms() =>
    [
        Of<AlarmDesk>(DeskAction.AcknowledgeAlarm, Alarms, nameof(AlarmDesk.AcknowledgeAsync), static (desk, who) => desk.AcknowledgeAsync(who, [99], null, None)),
        Of<AlarmDesk>(DeskAction.ShelveAlarm, Alarms, nameof(AlarmDesk.ShelveAsync), static (desk, who) => desk.ShelveAsync(who, 99, Duration.FromMinutes(1), "try", None)),
        Of<AlarmDesk>(DeskAction.ShelveAlarm, Alarms, nameof(AlarmDesk.UnshelveAsync), static (desk, who) => desk.UnshelveAsync(who, 99, None)),
        Of<AlarmDesk>(DeskAction.ShelveAlarm, Alarms, nameof(AlarmDesk.TakeOutAsync), static (desk, who) => desk.TakeOutAsync(who, Nothing, "try", None)),
        Of<AlarmDesk>(DeskAction.ShelveAlarm, Alarms, nameof(AlarmDesk.PutBackAsync), static (desk, who) => desk.PutBackAsync(who, Nothing, None)),
    ];

    private static IEnumerable<ConsoleDeed> OnShifts() =>
    [
        Of<ShiftLogDesk>(DeskAction.WriteShiftLog, ShiftLog, nameof(ShiftLogDesk.WriteAsync), static (log, who) => log.WriteAsync(who, NoteKind.Note, "", ([], null), None)),
        Of<ShiftLogDesk>(DeskAction.WriteShiftLog, ShiftLog, nameof(ShiftLogDesk.EditAsync), static (log, who) => log.EditAsync(who, 99, ("", SeenTag.Any), None)),
        Of<ShiftLogDesk>(DeskAction.WriteShiftLog, ShiftLog, nameof(ShiftLogDesk.PinAsync), static (log, who) => log.PinAsync(who, 99, true, None)),
        Of<ShiftLogDesk>(DeskAction.SeeShiftLog, ShiftLog, nameof(ShiftLogDesk.ReadAsync), static (log, who) => log.ReadAsync(who, 99, None)),
        Of<ShiftLogDesk>(DeskAction.ChangeSetup, ShiftLog, nameof(ShiftLogDesk.ChangeScheduleAsync), static (log, who) => log.ChangeScheduleAsync(who, ShiftSchedule.Usual, SeenTag.Any, None)),
    ];

    private static IEnumerable<ConsoleDeed> OnMoney() =>
    [
        Of<BookKeeping>(DeskAction.BookStatements, Money, nameof(BookKeeping.BookAsync), static (books, who) => books.BookAsync(who, new(2199, 1), BookKind.Final, false, None)),
        Of<BillDesk>(DeskAction.Reconcile, Money, nameof(BillDesk.StartAsync), static (bills, who) => bills.StartAsync(
            who, MoneyPeriod.Day(new(2024, 7, 1)), new("bill.exe", Stream.Null), new("mapping.yaml", Stream.Null), None)),
        Of<ProofDesk>(DeskAction.TakeProof, Money, nameof(ProofDesk.Start), static (proofs, who) => Task.FromResult(proofs.Start(who, new(MoneyPeriod.Day(new(2024, 7, 1)))))),
        Of<EventShelf>(DeskAction.TakeProof, "/events/{Id}", nameof(EventShelf.TakenAsync), static (shelf, who) => shelf.TakenAsync(who, Event(), "json", None)),
    ];

    private static IEnumerable<ConsoleDeed> OnJournalAndLab() =>
    [
        Of<JournalCheck>(DeskAction.SeeJournal, "/journal", nameof(JournalCheck.Begin), static (check, who) => Task.FromResult(check.Begin(who))),
        Of<JournalCheck>(DeskAction.SeeJournal, "/journal", nameof(JournalCheck.Cancel), static (check, who) => Done(() => check.Cancel(who))),
        Of<JournalExport>(DeskAction.ExportJournal, "/journal", nameof(JournalExport.WriteAsync), static (export, who) => export.WriteAsync(who, (1, 1), PipeWriter.Create(Stream.Null), None)),
        Of<StudyDesk>(DeskAction.RunStudy, "/lab", nameof(StudyDesk.AskAsync), static (lab, who) => lab.AskAsync(
            who, new(new('x', 1000), new(2024, 1, 1), new(2024, 1, 2), "", []), None)),
        Of<StudyDesk>(DeskAction.RunStudy, "/lab", nameof(StudyDesk.CancelAsync), static (lab, who) => lab.CancelAsync(who, 99, None)),
    ];

    private static IEnumerable<ConsoleDeed> OnSite() =>
    [
        Change(DeskAction.ChangeSetup, "name: Dadu One", "name: Dadu Two"),
        Change(DeskAction.ChangeLimits, "import_limit_mw: 120", "import_limit_mw: 130"),
        Change(DeskAction.ChangeRules, "operator: ercot", "operator: caiso"),
        Change(DeskAction.ChangeCredentials, "  knows: previous\n", "  knows: previous\nprices:\n  url: https://example.org/\n  header: X-Key\n  header_value: env:KEY\n"),
        Of<SiteDesk>(DeskAction.ChangeSetup, SetUp, nameof(SiteDesk.RevertAsync), static (site, who) => site.RevertAsync(who, 99, "", "try", None)),
        Of<MachineSearch>(DeskAction.Discover, SetUp, nameof(MachineSearch.StartAsync), static (search, who) => search.StartAsync(who, new(Nothing, false, 1, 0), None)),
        Of<MachineSearch>(DeskAction.Discover, SetUp, nameof(MachineSearch.Cancel), static (search, who) => Done(() => search.Cancel(who))),
        Of<InventoryDesk>(DeskAction.Discover, SetUp, nameof(InventoryDesk.ReviewFile), static (desk, who) => Task.FromResult(desk.ReviewFile(who, "", []))),
        Of<InventoryDesk>(DeskAction.Discover, SetUp, nameof(InventoryDesk.ReviewSearch), static (desk, who) => Task.FromResult(desk.ReviewSearch(who, null))),
        Of<InventoryDesk>(DeskAction.Discover, SetUp, nameof(InventoryDesk.ReviewVersion), static (desk, who) => Task.FromResult(desk.ReviewVersion(who, 99))),
        Of<InventoryDesk>(DeskAction.Discover, SetUp, nameof(InventoryDesk.KeepAsync), static (desk, who) => desk.KeepAsync(who, "r99", SeenTag.Any, None)),
        Of<InventoryDesk>(DeskAction.Discover, SetUp, nameof(InventoryDesk.Leave), static (desk, who) => Done(() => desk.Leave(who, "r99"))),
        Of<PriceImports>(DeskAction.ImportPrices, SetUp, nameof(PriceImports.ReviewAsync), static (imports, who) => imports.ReviewAsync(who, [], None)),
        Of<PriceImports>(DeskAction.ImportPrices, SetUp, nameof(PriceImports.ImportAsync), static (imports, who) => imports.ImportAsync(who, [], SeenTag.Any, None)),
        Of<PriceImports>(DeskAction.SeeSetup, SetUp, nameof(PriceImports.ReviewRestoreAsync), static (imports, who) => imports.ReviewRestoreAsync(who, 99, None)),
        Of<PriceImports>(DeskAction.ImportPrices, SetUp, nameof(PriceImports.RestoreAsync), static (imports, who) => imports.RestoreAsync(who, 99, SeenTag.Any, None)),
    ];

    private static IEnumerable<ConsoleDeed> OnNotices() =>
    [
        Of<RuleBook>(DeskAction.ManageNotifications, Notices, nameof(RuleBook.SaveAsync), static (book, who) => book.SaveAsync(
            who, new() { Name = "", Channel = ChannelKind.File, Targets = [] }, SeenTag.Any, None)),
        Of<RuleBook>(DeskAction.ManageNotifications, Notices, nameof(RuleBook.RemoveAsync), static (book, who) => book.RemoveAsync(who, 99, SeenTag.Any, None)),
        Of<RuleBook>(DeskAction.ManageNotifications, Notices, nameof(RuleBook.RestoreAsync), static (book, who) => book.RestoreAsync(who, 99, 1, SeenTag.Any, None)),
        Of<NotificationDesk>(DeskAction.ManageNotifications, Notices, nameof(NotificationDesk.TestAsync), static (desk, who) => desk.TestAsync(who, 99, None)),
        Of<WebhookSender>(DeskAction.ManageNotifications, SetUp, nameof(WebhookSender.Look), static (sender, who) => Done(() => sender.Look(who, Nothing, []))),
        Of<WebhookSender>(DeskAction.ManageNotifications, SetUp, nameof(WebhookSender.MakeAsync), static (sender, who) => sender.MakeAsync(who, Nothing, [], None)),
        Of<WebhookSender>(DeskAction.ManageNotifications, SetUp, nameof(WebhookSender.RemoveAsync), static (sender, who) => sender.RemoveAsync(who, Nothing, None)),
        Of<WebhookSender>(DeskAction.ManageNotifications, SetUp, nameof(WebhookSender.SendAgain), static (sender, who) => Done(() => sender.SendAgain(who, Nothing))),
    ];

    private static IEnumerable<ConsoleDeed> OnPeople() =>
    [
        Of<PeopleBook>(DeskAction.SeeAccounts, People, nameof(PeopleBook.ListAsync), static (book, who) => book.ListAsync(who, None)),
        Of<PeopleBook>(DeskAction.ManageUsers, People, nameof(PeopleBook.InviteAsync), static (book, who) => book.InviteAsync(who, new("", null, [], []), None)),
        Of<PeopleBook>(DeskAction.ManageUsers, People, nameof(PeopleBook.ChangeAsync), static (book, who) => book.ChangeAsync(who, Nothing, new("", null, [], []), SeenTag.Any, None)),
        Of<PeopleBook>(DeskAction.ManageUsers, People, nameof(PeopleBook.RestoreAsync), static (book, who) => book.RestoreAsync(who, Nothing, 1, SeenTag.Any, None)),
        Of<PeopleBook>(DeskAction.ManageUsers, People, nameof(PeopleBook.Reviewed), static (book, who) => Task.FromResult(book.Reviewed(who, new("", null, [], [])))),
        Of<PeopleBook>(DeskAction.SeeAccounts, People, nameof(PeopleBook.Versions), static (book, who) => Task.FromResult(book.Versions(who, Nothing))),
        Of<PeopleBook>(DeskAction.ManageUsers, People, nameof(PeopleBook.LockAsync), static (book, who) => book.LockAsync(who, Nothing, None)),
        Of<PeopleBook>(DeskAction.ManageUsers, People, nameof(PeopleBook.UnlockAsync), static (book, who) => book.UnlockAsync(who, Nothing, None)),
        Of<PeopleBook>(DeskAction.ManageUsers, People, nameof(PeopleBook.ResetAsync), static (book, who) => book.ResetAsync(who, Nothing, None)),
        Of<PeopleBook>(DeskAction.ManageUsers, People, nameof(PeopleBook.EndSessionsAsync), static (book, who) => book.EndSessionsAsync(who, Nothing, None)),
        Of<AuthorityDesk>(DeskAction.ManageKeys, SetUp, nameof(AuthorityDesk.Look), static (desk, who) => Done(() => desk.Look(who, new("", [], [], [], Duration.Zero)))),
        Of<AuthorityDesk>(DeskAction.ManageKeys, SetUp, nameof(AuthorityDesk.MakeKeyAsync), static (desk, who) => desk.MakeKeyAsync(who, new("", [], [], [], Duration.Zero), None)),
        Of<AuthorityDesk>(DeskAction.ManageKeys, SetUp, nameof(AuthorityDesk.EndKeyAsync), static (desk, who) => desk.EndKeyAsync(who, Nothing, None)),
        Of<AuthorityDesk>(DeskAction.ManageRoles, SetUp, nameof(AuthorityDesk.PutRoleAsync), static (desk, who) => desk.PutRoleAsync(who, "", [], static () => { }, None)),
        Of<AuthorityDesk>(DeskAction.ManageRoles, SetUp, nameof(AuthorityDesk.RestoreRoleAsync), static (desk, who) => desk.RestoreRoleAsync(who, Nothing, 1, None)),
        Of<AuthorityDesk>(DeskAction.SeeAccounts, SetUp, nameof(AuthorityDesk.RoleVersions), static (desk, who) => Task.FromResult(desk.RoleVersions(who, Nothing))),
    ];

    private static IEnumerable<ConsoleDeed> OnSeconds() =>
    [
        Of<SecondDesk>(DeskAction.SignSecond, Seconds, nameof(SecondDesk.SignAsync), static async (seconds, who) =>
        {
            var request = await AskedAsync(seconds);
            await seconds.SignAsync(who, request.Id, request.Digest, None);
        }),
        Of<SecondDesk>(DeskAction.SignSecond, Seconds, nameof(SecondDesk.DeclineAsync), static async (seconds, who) => await seconds.DeclineAsync(who, (await AskedAsync(seconds)).Id, "try", None)),
        Of<SecondDesk>(DeskAction.BreakGlass, Seconds, nameof(SecondDesk.BreakGlassAsync), static async (seconds, who) => await seconds.BreakGlassAsync(who, (await AskedAsync(seconds)).Id, "try", None)),
    ];

    private static Task<SecondRequest> AskedAsync(SecondDesk seconds) => seconds.AskAsync(Actor.Local, DeskAction.Raise, [], static _ => Task.CompletedTask, None);

    private static ConsoleDeed Change(DeskAction action, string from, string to) => Of<SiteDesk>(action, SetUp, nameof(SiteDesk.ChangeAsync), (site, who) =>
    {
        var text = site.Text();
        return site.ChangeAsync(who, text.Replace(from, to, StringComparison.Ordinal), SiteDesk.DigestOf(text), "try", None);
    });

    private static JournalEvent Event()
    {
        var order = new Order(new(Nothing), OrderKind.Ceiling, OrderRank.OperatorHold, new(1m), null, null, null, null, null, "try", Nothing);
        return new(order, new(order.Id, OrderVerdict.Accepted, null, null, Duration.Zero, null), Instant.FromUtc(2024, 7, 1, 0, 0), 1, null, null);
    }

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private static ConsoleDeed Of<T>(DeskAction action, string page, string method, Func<T, Actor, Task> act)
        where T : notnull => new(action, page, typeof(T), method, (services, who) => act(services.GetRequiredService<T>(), who));
}
