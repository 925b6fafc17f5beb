using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>What the desk's API answers instead of doing it; the numbers are the same on the command line.</summary>
public static class ApiErrors
{
    /// <summary>No token, or not the right one.</summary>
    public static readonly ErrorCode Unauthorised = new(
        "SW6501", "Not authorised", "Send 'Authorization: Bearer TOKEN' with what the file 'token' of the data folder holds.");

    /// <summary>The body is not what is wanted.</summary>
    public static readonly ErrorCode BadBody = new(
        "SW6502", "The request cannot be read", "Send one JSON object as docs/reference/api.md has it, at most 64 KiB.");

    /// <summary>A field is missing or cannot be used.</summary>
    public static readonly ErrorCode BadField = new(
        "SW6503", "A field cannot be used", "Correct the field; docs/reference/api.md has them all.");

    /// <summary>The desk refused an order.</summary>
    public static readonly ErrorCode OrderRefused = new(
        "SW6504", "The order was refused", "Correct the order as the message says and send it again.");

    /// <summary>A stop was not confirmed as it must be.</summary>
    public static readonly ErrorCode NotConfirmed = new(
        "SW6505", "The stop is not confirmed", "Send the stop again with the word it was answered with, by the same person, within 60 s.");

    /// <summary>No such address.</summary>
    public static readonly ErrorCode NotFound = new(
        "SW6506", "No such address", "The addresses are in docs/reference/api.md; all begin with /api/v1.");

    /// <summary>The desk has made no pass in time.</summary>
    public static readonly ErrorCode NoAnswer = new(
        "SW6507", "The desk does not answer", "The order may have been taken: look with 'spillway status' before sending it again with the same id.");

    /// <summary>An operator's order would take off what a contract holds.</summary>
    public static readonly ErrorCode BreaksAward = new(
        "SW6508", "The order would break an award", "Give a ceiling that leaves the MW named running, or an end before they are held; the grid's own orders are given with the rank protection or obligation.");

    /// <summary>Too much at once.</summary>
    public static readonly ErrorCode TooMany = new(
        "SW6509", "Too much at once", "Close what is open, or wait as long as the header Retry-After says.");

    /// <summary>What was to be changed is no longer what was seen.</summary>
    public static readonly ErrorCode Changed = new(
        "SW6510", "It has changed meanwhile", "Read it again, look whether the change still fits, and send it with the new tag in 'If-Match'.");
}
