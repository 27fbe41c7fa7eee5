export { default, Layout, links, meta } from "#app/root.tsx";

/** The same head as the product's: with the address of the register's script. */
export const loader = () => ({ enhance: { register: "/enhance/register.js?v=" } });
