using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Api;
using Spillway.Markets;
using Spillway.Markets.Archive;
using Spillway.Units;

namespace Spillway.App.Prospects;

/// <summary>The day-ahead prices that the data folder's archive holds, as far as they are known by the desk's clock: those of a day
/// from half past one in the afternoon of the day before on. Read off the desk's thread, and again after an import,
/// on another day, and after ten minutes.</summary>
/// <param name="room">The desk and its surroundings.</param>
public sealed class DayAheadBook(DeskRoom room)
{
    private static readonly TimeSpan _kept = TimeSpan.FromMinutes(10);
    private static readonly LocalTime _published = new(13, 30);

    private readonly Lock _gate = new();
    private Task<ImmutableArray<(Instant Start, EnergyPrice Price)>>? _read;
    private LocalDate _day;
    private Instant? _changedAt;
    private long _readAt;

    /// <summary>The known prices of yesterday, today and tomorrow.</summary>
    /// <returns>Start and price of each hour, in order; empty where none are known.</returns>
    /// <exception cref="Engine.RefusedException">The archive cannot be read.</exception>
    public async Task<ImmutableArray<(Instant Start, EnergyPrice Price)>> OfAsync()
    {
        var now = Instant.FromDateTimeOffset(room.View.Time.GetUtcNow()).InZone(room.View.Site.TimeZone);
        var known = (now.TimeOfDay >= _published ? now.Date.PlusDays(2) : now.Date.PlusDays(1)).AtStartOfDayInZone(now.Zone).ToInstant();
        var prices = await Read(now.Date).ConfigureAwait(false);
        return [.. prices.Where(one => one.Start < known)];
    }

    private Task<ImmutableArray<(Instant Start, EnergyPrice Price)>> Read(LocalDate today)
    {
        lock (_gate)
        {
            var changedAt = new PriceArchive(room.DataFolder).ChangedAt();
            if (_read is null || _day != today || _changedAt != changedAt || room.Wall.GetElapsedTime(_readAt) > _kept)
            {
                (_day, _changedAt, _readAt) = (today, changedAt, room.Wall.GetTimestamp());
                _read = Task.Run(() => Query(today));
            }

            return _read;
        }
    }

    private ImmutableArray<(Instant Start, EnergyPrice Price)> Query(LocalDate today)
    {
        var (site, archive) = (room.View.Site, new PriceArchive(room.DataFolder));
        if (archive.Sources().IsEmpty)
        {
            return [];
        }

        var series = archive.Query(
            key => key.Product == Product.DayAheadPrice && key.Market == site.Operator && key.Point == site.SettlementPoint,
            today.PlusDays(-1).AtStartOfDayInZone(site.TimeZone).ToInstant(),
            today.PlusDays(2).AtStartOfDayInZone(site.TimeZone).ToInstant());
        return
        [
            .. series.SelectMany(one => one.StartsUnixSeconds.Select((start, index) => (Instant.FromUnixTimeSeconds(start), new EnergyPrice(one.Values[index])))).OrderBy(static one => one.Item1),
        ];
    }
}
