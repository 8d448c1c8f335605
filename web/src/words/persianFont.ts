import './persianFont.css';
